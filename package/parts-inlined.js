// In the place of www/parts.js in a build of one file: everything is in the script itself but what shares a figure.

import style from 'built:figure.css';
import wasm from 'built:gradient-figures.wasm.gz';
import en from '../www/locales/en.js';
import ja from '../www/locales/ja.js';
import { LoadError } from '../www/load-error.js';

/** Returns the bytes of the wasm module, which the script carries compressed. @returns {Promise<ArrayBuffer>} */
export async function moduleBytes() {
  if (typeof DecompressionStream !== 'function') throw new LoadError('unsupported', 'DecompressionStream');
  const compressed = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  return new Response(new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Returns the figures' style sheet. @returns {Promise<string>} */
export const styleText = async () => style;

/** Returns the texts of a language. @param {string} language @returns {Promise<Record<string, string>>} */
export const texts = async (language) => (language === 'ja' ? ja : en);

export { share } from 'built:share';
