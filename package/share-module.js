// How the module gets what shares a figure: from beside itself, also where the page around it is a file or a frame without
// an origin, for the module's own address is on a server.

import { whyNot } from '../www/fetched.js';

const file = 'gradient-figures.share.js';

/** Returns what is needed when a figure is shared or taken along. @returns {Promise<typeof import('../www/share.js')>} */
export async function share() {
  const address = new URL(file, import.meta.url);
  await import(address.href).catch(() => whyNot(address));
  globalThis.FIGURES_SHARE.loadedBy(import.meta.url);
  return globalThis.FIGURES_SHARE;
}
