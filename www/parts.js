// What the figures are made of, each in a file of its own that is loaded when it is wanted. A build in one file has
// another module in the place of this one, with the same functions.

import { fetched, unreachable } from './fetched.js';

/** @param {string} path relative to this file */
const address = (path) => new URL(path, import.meta.url);

/** Returns the bytes of the wasm module. @returns {Promise<ArrayBuffer>} */
export const moduleBytes = async () => (await fetched(address('../gradient-figures_bg.wasm'))).arrayBuffer();

/** Returns the figures' style sheet. @returns {Promise<string>} */
export const styleText = async () => (await fetched(address('./figure.css'))).text();

/** Returns the texts of a language. @param {string} language @returns {Promise<Record<string, string>>} */
export const texts = async (language) => (await imported(`./locales/${language}.js`)).default;

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
    throw unreachable('missing', file);
  });
}
