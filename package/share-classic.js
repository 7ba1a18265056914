// How the classic script gets what shares a figure: by another script from beside itself, as pages opened as files can.

import { whyNot } from '../www/fetched.js';
import { LoadError } from '../www/load-error.js';

const file = 'gradient-figures.share.js';

/** Where this script came from, which it can ask only while it starts; nothing where it stands in the page itself. */
const origin = /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.currentScript)?.src;

/** @type {Promise<typeof import('../www/share.js')> | undefined} */
let loading;

/** Returns what is needed when a figure is shared or taken along. */
export function share() {
  const address = new URL(file, origin);
  loading ??= asked(address.href).then(() => {
    globalThis.FIGURES_SHARE.loadedBy(origin);
    return globalThis.FIGURES_SHARE;
  }, () => {
    loading = undefined;
    // Scripts of pages opened as files can be there or not, as on a server; only what is asked for by fetch cannot.
    if (address.protocol === 'file:') throw new LoadError('missing', file);
    return whyNot(address);
  });
  return loading;
}

/** An import, which Trusted Types let pass; where the script's server or the page allows none, an element. @param {string} address */
const asked = (address) => (location.protocol === 'file:' ? byElement(address) : import(address).catch(() => byElement(address)));

/** @param {string} address */
const byElement = (address) => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.addEventListener('load', resolve);
  script.addEventListener('error', reject);
  script.src = address;
  document.head.append(script);
});
