// The figure once more, unseen: what takes long to be drawn or computed is done there, while the reader has the figure.

import { NoCanvas } from './picture.js';

/** @typedef {import('./figure-element.js').FigureElement} Figure */

/**
 * @typedef {object} Making
 * @property {AbortSignal} [signal] gives it up
 * @property {(share: number) => void} [onProgress]
 */

/** Thrown when what was being made was given up: the reader cancelled it, or the figure left the page. */
export class Cancelled extends Error {}

/** The methods of `<minibatch-sgd>`, as its Rust half numbers them. */
const METHODS = [0, 1, 2];
const MINI = 1;

/**
 * Computes a piece of what is computed piece by piece. Returns whether there was something left.
 * @param {any} model
 * @param {boolean} isDrawn what is not shown is left out then; else what a table has not
 */
function compute(model, isDrawn) {
  if (model.lastStep) {
    const method = METHODS.find((one) => model.lastStep(one) < model.steps && !(isDrawn && one !== MINI && !model.isShown(one)));
    if (method !== undefined) model.trajectory(method);
    return method !== undefined;
  }
  const isLeft = isDrawn && model.count?.[0] < model.runs;
  if (isLeft) model.frame(0, false);
  return isLeft;
}

/**
 * Has something made of a double of the figure as it is now, whole when all is computed; nothing is heard or seen of it.
 * @template T
 * @param {Figure} figure
 * @param {Making & { isDrawn: boolean }} options whether it is to be drawn
 * @param {(double: Figure, turn: () => Promise<void>) => T | Promise<T>} make is given how the page has its turn meanwhile
 * @returns {Promise<T>}
 */
export async function ofDouble(figure, { signal, isDrawn }, make) {
  const { isConnected } = figure;
  const turn = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted || figure.isConnected !== isConnected) throw new Cancelled();
  };
  const double = /** @type {Figure} */ (document.createElement(figure.localName));
  double._emit = () => {};
  // WebKit computes no colour anew of what is not displayed.
  double._repaint = () => {};
  double.lang = figure._body.lang;
  const [model, other] = [figure._model, double._model];
  const { batchSize } = model;
  try {
    for (const setting of figure._settings) {
      // The samples as they were drawn: those that came and went follow.
      const value = setting.property === 'samples' ? model.drawnSamples : model[setting.property];
      if (setting !== figure._stepSetting && other[setting.property] !== value) double._keep(setting, value);
    }
    if (figure._colors) other.setPalette(Uint32Array.from(figure._colors.split(','), Number));
    if (model.isShown) METHODS.forEach((method) => other.setShown(method, model.isShown(method)));
    for (const edit of (/** @type {any} */ (figure)._edits ?? []).map((/** @type {object} */ edit) => ({ ...edit }))) {
      while (other.lastStep(MINI) < edit.step) {
        await turn();
        other.trajectory(MINI);
      }
      /** @type {any} */ (double)._replay(edit, batchSize);
    }
    while (compute(other, isDrawn)) await turn();
    if (isDrawn) {
      double.style.display = 'none';
      double.style.colorScheme = getComputedStyle(figure._body).colorScheme;
      /** @type {ShadowRoot} */ (figure.shadowRoot).append(double);
      if (!double._model) throw new NoCanvas();
    }
    return await make(double, turn);
  } finally {
    double.remove();
    double._model?.free();
  }
}
