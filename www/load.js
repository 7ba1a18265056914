// The one shared wasm module, the one shared style sheet, and the texts that every figure has in the page's language.

import { GradientDescentFigure, initSync } from '../gradient-figures.js';
import { LoadError } from './load-error.js';
import { languageOf, loadTexts } from './locale.js';
import { compiledModule, otherModels, styleText } from './parts.js';

/** @typedef {{ GradientDescentFigure: typeof GradientDescentFigure } & ReturnType<typeof import('./other-models.js').models>} Models */
/** @typedef {import('./locale.js').Part} Part */

/** @type {WebAssembly.Module | undefined} */
let module;

/**
 * Returns the Rust halves of the first kind of figure, once the style sheet and the texts are there too, or of the others.
 * @param {Part} part
 * @returns {Promise<Partial<Models>>}
 */
export async function load(part) {
  if (part === 'more') {
    return started(async () => {
      const { models, otherStyle } = await otherModels();
      // Into the sheet that all figures have.
      if (otherStyle) (await loadStyle()).replaceSync((await styleText()) + otherStyle);
      return models(/** @type {WebAssembly.Module} */ (module));
    });
  }
  if (typeof WebAssembly !== 'object') throw new LoadError('unsupported', 'WebAssembly');
  const first = started(async () => {
    module = await compiledModule();
    initSync({ module });
    return { GradientDescentFigure };
  });
  const [models, ...others] = await Promise.allSettled([first, loadStyle(), loadTexts(languageOf(document.documentElement))]);
  for (const loaded of [models, ...others]) if (loaded.status === 'rejected') throw loaded.reason;
  return /** @type {PromiseFulfilledResult<Partial<Models>>} */ (models).value;
}

/**
 * Says of what is thrown meanwhile whether the page forbids it or it arrived damaged.
 * @template T
 * @param {() => Promise<T>} start
 */
async function started(start) {
  try {
    return await start();
  } catch (error) {
    if (error instanceof LoadError) throw error;
    const isBlocked = /content security policy|\bcsp\b|unsafe-eval|disallowed by/i.test(String(error));
    throw new LoadError(isBlocked ? 'blocked' : 'broken', String(error));
  }
}

/** @type {Promise<CSSStyleSheet> | undefined} */
let styling;

/** Returns the figures' style sheet, loaded once; after a failure the next call tries again. */
export function loadStyle() {
  styling ??= styleText().then((text) => {
    const style = new CSSStyleSheet();
    style.replaceSync(text);
    return style;
  });
  styling.catch(() => {
    styling = undefined;
  });
  return styling;
}
