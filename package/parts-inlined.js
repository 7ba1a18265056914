// In the place of www/parts.js in a build of one file: everything is in the script itself but what shares a figure.

import style from 'built:figure.css';
import wasm from 'built:gradient-figures.wasm.gz';
import batchThroughput from '../www/batch-throughput.js';
import { LoadError } from '../www/load-error.js';
import * as en from '../www/locales/en.js';
import * as ja from '../www/locales/ja.js';
import minibatchSgd from '../www/minibatch-sgd.js';
import noiseEscape from '../www/noise-escape.js';
import * as disclosed from '../www/opened.js';
import * as models from '../www/other-models.js';

/** Returns the wasm module, which the script carries compressed. @returns {Promise<WebAssembly.Module>} */
export async function compiledModule() {
  if (typeof DecompressionStream !== 'function') throw new LoadError('unsupported', 'DecompressionStream');
  const compressed = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  return WebAssembly.compile(await new Response(new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/** Returns the figures' style sheet. @returns {Promise<string>} */
export const styleText = async () => style;

/** Returns texts of a language. @param {string} language @param {string} part @returns {Promise<Record<string, string>>} */
export const texts = async (language, part) => (language === 'ja' ? ja : en)[part === 'more' ? 'more' : 'default'];

/** Returns what makes the Rust halves of the kinds of figures that are not loaded first. */
export const otherModels = async () => models;

/** @type {Record<string, new (figure: any) => import('../www/view.js').View>} */
const VIEWS = { 'minibatch-sgd': minibatchSgd, 'noise-escape': noiseEscape, 'batch-throughput': batchThroughput };

/** Returns what is seen of a kind of figure. @param {string} kind */
export const view = async (kind) => ({ default: VIEWS[kind] });

/** Returns what is behind the disclosures of a figure. */
export const opened = async () => disclosed;

export { share } from 'built:share';
