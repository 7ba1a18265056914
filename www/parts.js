// What the figures are made of, each in a file of its own that is loaded when it is wanted. A build in one file has
// another module in the place of this one, with the same functions.

import { compiled, fetched, whyNot } from './fetched.js';

/** @param {string} path relative to this file */
const address = (path) => new URL(path, import.meta.url);

/** Returns the wasm module. @returns {Promise<WebAssembly.Module>} */
export const compiledModule = async () => compiled(await fetched(address('../gradient-figures_bg.wasm')));

export { styleText } from './style-text.js';

/** Returns texts of a language. @param {string} language @param {import('./locale.js').Part} part @returns {Promise<Record<string, string>>} */
export const texts = async (language, part) => (await imported(`./locales/${language}-${part}.js`)).default;

/** Returns what makes the Rust halves of the kinds of figures that are not loaded first. @returns {Promise<typeof import('./other-models.js')>} */
export const otherModels = () => imported('./other-models.js');

/** Returns what is seen of a kind of figure. @param {string} kind @returns {Promise<{ default: new (figure: any) => import('./view.js').View }>} */
export const view = (kind) => imported(`./${kind}.js`);

/** Returns what is behind the disclosures of a figure. @returns {Promise<typeof import('./opened.js')>} */
export const opened = () => imported('./opened.js');

/** Returns what is needed when a figure is shared or taken along. @returns {Promise<typeof import('./share.js')>} */
export const share = () => imported('./share.js');

/** Returns the hashes by which a page can pin the scripts. @returns {Promise<Record<string, string>>} */
export const integrity = async () => (await fetched(address('./integrity.json'))).json();

/** Returns the address of the page that these files are a part of, where the figures stand on it. @returns {string | undefined} */
export function ownPage() {
  const page = address('../').href;
  return new URL('.', location.href).href === page && location.protocol !== 'file:' ? page : undefined;
}

/** How many imports have failed; some browsers remember one, so what follows has another address. */
let failures = 0;

/** As an address, so that the file stays one of its own. @param {string} path @returns {Promise<any>} */
function imported(path) {
  const file = address(path);
  return import(file.href + (failures ? `?${failures}` : '')).catch(() => {
    failures += 1;
    return whyNot(file);
  });
}
