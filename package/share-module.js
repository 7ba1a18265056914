// How the module gets what shares a figure: from beside itself, also where the page around it is a file or a frame without
// an origin, for the module's own address is on a server.

import { LoadError } from '../www/load-error.js';

const file = 'gradient-figures.share.js';

/** Returns what is needed when a figure is shared or taken along. @returns {Promise<typeof import('../www/share.js')>} */
export async function share() {
  try {
    await import(new URL(file, import.meta.url).href);
  } catch {
    throw new LoadError('missing', file);
  }
  return globalThis.FIGURES_SHARE;
}
