// In the place of www/parts.js in the build for npm and bundlers: the wasm module lies beside the script, by an address
// that bundlers see; the texts and what is needed for sharing are imported when they are wanted.

import style from 'built:figure.css';
import { fetched } from '../www/fetched.js';
import { LoadError } from '../www/load-error.js';

/** Returns the bytes of the wasm module. @returns {Promise<ArrayBuffer>} */
export const moduleBytes = async () => (await fetched(new URL('gradient-figures_bg.wasm', import.meta.url))).arrayBuffer();

/** Returns the figures' style sheet. @returns {Promise<string>} */
export const styleText = async () => style;

/** Returns the texts of a language. @param {string} language @returns {Promise<Record<string, string>>} */
export const texts = async (language) => (await (language === 'ja' ? import('../www/locales/ja.js') : import('../www/locales/en.js')).catch(missing(`${language}.js`))).default;

/** Returns what is needed when a figure is shared or taken along. @returns {Promise<typeof import('../www/share.js')>} */
export const share = () => import('../www/share.js').catch(missing('share.js'));

export { integrity, ownPage } from './parts-share.js';

/** @param {string} name @returns {() => never} */
const missing = (name) => () => {
  throw new LoadError('missing', name);
};
