// Where the scripts and the page are, for whoever puts a figure onto another page. The build writes in what it was told.

import { integrity, ownPage } from './parts.js';

const toldPage = /** @type {string | undefined} */ (/** @type {any} */ (globalThis).FIGURES_PAGE);
const toldScripts = /** @type {string | undefined} */ (/** @type {any} */ (globalThis).FIGURES_PACKAGE);

/** The folder that the script came from which loaded this one. @type {string | undefined} */
let origin;

/** Says where the script is that loads what shares a figure: where one is, the others are. @param {string | undefined} address */
export function loadedBy(address) {
  if (address && /^https?:/.test(address)) origin = new URL('.', address).href;
}

/** @param {string | undefined} address */
const folder = (address) => (address ? address.replace(/\/*$/, '/') : undefined);

/**
 * Returns the addresses, and whether the figures stand on the page itself.
 * @returns {{ addresses: import('./share-lines.js').Addresses, isOnPage: boolean }}
 */
export function addresses() {
  const own = ownPage();
  return {
    addresses: {
      page: folder(toldPage) ?? own,
      // The package is a part of the built page.
      scripts: folder(toldScripts) ?? (own && `${own}package/`) ?? origin,
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
