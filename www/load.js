// The one shared wasm module, the one shared style sheet, and the texts of the page's language.

import {
  BatchThroughputFigure, GradientDescentFigure, MinibatchSgdFigure, NoiseEscapeFigure, initSync,
} from '../gradient-figures.js';
import { LoadError } from './load-error.js';
import { languageOf, loadTexts } from './locale.js';
import { moduleBytes, styleText } from './parts.js';

/** @typedef {Pick<typeof import('../gradient-figures.js'), 'BatchThroughputFigure' | 'GradientDescentFigure' | 'MinibatchSgdFigure' | 'NoiseEscapeFigure'>} Wasm */
/** @typedef {{ wasm: Wasm, style: CSSStyleSheet }} Parts */

/** @type {Promise<Parts> | undefined} */
let loading;

/**
 * Returns the wasm module's classes and the style sheet, loaded once; after a failure the next call tries again.
 * @returns {Promise<Parts>}
 */
export function load() {
  loading ??= loadParts().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @returns {Promise<Parts>} */
async function loadParts() {
  if (typeof WebAssembly !== 'object') throw new LoadError('unsupported', 'WebAssembly');
  const [wasm, style, texts] = await Promise.allSettled([loadWasm(), loadStyle(), loadTexts(languageOf(document.documentElement))]);
  if (wasm.status === 'rejected') {
    if (style.status === 'fulfilled' && wasm.reason instanceof LoadError) wasm.reason.style = style.value;
    throw wasm.reason;
  }
  if (style.status === 'rejected') throw style.reason;
  if (texts.status === 'rejected') throw Object.assign(texts.reason, { style: style.value });
  return { wasm: wasm.value, style: style.value };
}

async function loadWasm() {
  const bytes = await moduleBytes();
  try {
    // Not compileStreaming: it refuses servers that do not know the type application/wasm, and the module is small.
    const module = await WebAssembly.compile(bytes);
    initSync({ module });
  } catch (error) {
    const isBlocked = /content security policy|\bcsp\b|unsafe-eval|disallowed by/i.test(String(error));
    throw new LoadError(isBlocked ? 'blocked' : 'broken', String(error));
  }
  return { BatchThroughputFigure, GradientDescentFigure, MinibatchSgdFigure, NoiseEscapeFigure };
}

async function loadStyle() {
  const style = new CSSStyleSheet();
  style.replaceSync(await styleText());
  return style;
}
