// Where the scripts and the page are, for whoever puts a figure onto another page. The build writes the first two in.

import { integrity, ownPage } from './parts.js';

const version = /** @type {string | undefined} */ (/** @type {any} */ (globalThis).FIGURES_VERSION);
const page = /** @type {string | undefined} */ (/** @type {any} */ (globalThis).FIGURES_PAGE);

/**
 * Returns the addresses, and whether the figures stand on the page itself.
 * @returns {{ addresses: import('./share-lines.js').Addresses, isOnPage: boolean }}
 */
export function addresses() {
  const own = ownPage();
  return {
    addresses: {
      page: page ? page.replace(/\/*$/, '/') : own,
      cdn: `https://cdn.jsdelivr.net/npm/gradient-figures${version ? `@${version}` : ''}/`,
      integrity: {},
    },
    isOnPage: own !== undefined,
  };
}

/** Returns the hashes of the scripts, or none where they cannot be had. @returns {Promise<Record<string, string>>} */
export async function hashes() {
  try {
    return await integrity();
  } catch {
    return {};
  }
}
