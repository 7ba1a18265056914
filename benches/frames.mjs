// A frame while the learning rate is dragged: all script of the page, and in the frame after it all script of the same page
// with the naive redraw in place of its own.

import { median, quantile } from './numbers.mjs';

const FRAMES = 400;

/** @typedef {import('../tests/browser/engines.mjs').Session} Session */
/** @typedef {{ tag: 'gradient-descent' | 'minibatch-sgd', settings: Record<string, number>, control?: string, naive?: boolean }} Drag */

/**
 * Returns milliseconds of script in a frame, all of it and what the redraw takes of it, and both as a share of what they
 * are with the naive redraw, where that is drawn.
 * @param {Session} page @param {Drag} drag
 */
export async function measureFrames(page, { tag, settings, control = 'learning-rate', naive = true }) {
  await page.run(drag, tag, settings, control, naive, 50);
  const { own, other } = await page.run(drag, tag, settings, control, naive, FRAMES);
  const all = own.map(({ all }) => all);
  const redraw = own.map(({ redraw }) => redraw);
  return {
    all: median(all),
    most: quantile(all, 0.99),
    redraw: median(redraw),
    ratios: naive && {
      all: median(all.map((time, i) => time / other[i].all)),
      redraw: median(redraw.map((time, i) => time / other[i].redraw)),
    },
  };
}

/** In the page: drives the slider, a frame of the page's and one with the naive redraw in turn. */
async function drag(/** @type {string} */ tag, /** @type {Record<string, number>} */ settings, /** @type {string} */ control, /** @type {boolean} */ naive, /** @type {number} */ count) {
  const figure = /** @type {any} */ (document.querySelector(tag));
  figure.scrollIntoView();
  Object.assign(figure, settings);
  const slider = figure.shadowRoot.querySelector(`.control-${control} .range`);
  const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  // Until the figure is in view and what it computes piece by piece is there.
  for (await pause(300); figure.isComplete === false; await pause(50));

  // As large as the figure's own planes together, and on the page like them.
  const canvas = document.createElement('canvas');
  const planes = [...figure.shadowRoot.querySelectorAll('.plane')].map((plane) => plane.querySelector('canvas'));
  canvas.width = planes.reduce((width, plane) => width + plane.width, 0);
  canvas.height = Math.max(...planes.map((plane) => plane.height));
  canvas.style.setProperty('width', '100%');
  figure.after(canvas);
  const naiveFigures = new /** @type {any} */ (window).NaiveFigures(canvas);
  const drawNaively = (tag === 'gradient-descent' ? naiveFigures.drawDescent : naiveFigures.drawRegression).bind(naiveFigures);

  const model = figure._model;
  const drawOwn = model.frame.bind(model);
  /** Moves the slider and returns what the frame takes that follows. @param {number} learningRate @param {(now: number, isSmooth: boolean) => boolean} draw */
  async function frame(learningRate, draw) {
    let redraw = 0;
    model.frame = (/** @type {number} */ now, /** @type {boolean} */ isSmooth) => {
      const start = performance.now();
      const wantsMore = draw(now, isSmooth);
      redraw += performance.now() - start;
      return wantsMore;
    };
    const before = window.__probe.frameTime;
    const start = performance.now();
    slider.value = String(learningRate);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const handled = performance.now() - start;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { all: handled + window.__probe.frameTime - before, redraw };
  }

  const own = [];
  const other = [];
  for (let index = 0; index < count; index += 1) {
    // To 1.2 and back, as a reader drags; the naive frame half a step farther.
    const learningRate = (/** @type {number} */ index) => 0.1 + 1.1 * Math.abs(((index / count) * 4) % 2 - 1);
    own.push(await frame(learningRate(index), drawOwn));
    if (!naive) continue;
    other.push(await frame(learningRate(index + 0.5), () => {
      drawNaively(learningRate(index + 0.5), settings.steps);
      return false;
    }));
  }
  delete model.frame;
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  naiveFigures.free();
  canvas.remove();
  return { own, other };
}
