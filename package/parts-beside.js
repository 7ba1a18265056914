// In the place of www/parts.js in the build for npm and bundlers: the wasm module lies beside the script, by an address
// that bundlers see; the texts and what is needed for sharing are imported when they are wanted.

import style from 'built:figure.css';
import { compiled, fetched } from '../www/fetched.js';
import { LoadError } from '../www/load-error.js';

/** Returns the wasm module. @returns {Promise<WebAssembly.Module>} */
export const compiledModule = async () => compiled(await fetched(new URL('gradient-figures_bg.wasm', import.meta.url)));

/** Returns the figures' style sheet. @returns {Promise<string>} */
export const styleText = async () => style;

// Each by an import of its own that bundlers can read.
/** @type {Record<string, () => Promise<{ default: Record<string, string> }>>} */
const TEXTS = {
  'en base': () => import('../www/locales/en-base.js'),
  'en more': () => import('../www/locales/en-more.js'),
  'ja base': () => import('../www/locales/ja-base.js'),
  'ja more': () => import('../www/locales/ja-more.js'),
};
/** @type {Record<string, () => Promise<{ default: new (figure: any) => import('../www/view.js').View }>>} */
const VIEWS = {
  'minibatch-sgd': () => import('../www/minibatch-sgd.js'),
  'noise-escape': () => import('../www/noise-escape.js'),
  'batch-throughput': () => import('../www/batch-throughput.js'),
};

/** Returns texts of a language. @param {string} language @param {string} part @returns {Promise<Record<string, string>>} */
export const texts = async (language, part) => (await TEXTS[`${language} ${part}`]().catch(missing(`${language}.js`))).default;

/** Returns what makes the Rust halves of the kinds of figures that are not loaded first. @returns {Promise<typeof import('../www/other-models.js')>} */
export const otherModels = () => import('../www/other-models.js').catch(missing('other-models.js'));

/** Returns what is seen of a kind of figure. @param {string} kind */
export const view = (kind) => VIEWS[kind]().catch(missing(`${kind}.js`));

/** Returns what is behind the disclosures of a figure. @returns {Promise<typeof import('../www/opened.js')>} */
export const opened = () => import('../www/opened.js').catch(missing('opened.js'));

/** Returns what is needed when a figure is shared or taken along. @returns {Promise<typeof import('../www/share.js')>} */
export const share = () => import('../www/share.js').catch(missing('share.js'));

export { integrity, ownPage } from './parts-share.js';

/** @param {string} name @returns {() => never} */
const missing = (name) => () => {
  throw new LoadError(navigator.onLine ? 'missing' : 'network', name);
};
