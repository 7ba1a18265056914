// A frame while the learning rate is dragged: the page's own script, and the naive redraw in the frame after it.

import { median, quantile } from './numbers.mjs';

const FRAMES = 400;

/** @typedef {import('../tests/browser/engines.mjs').Session} Session */
/** @typedef {{ tag: 'gradient-descent' | 'minibatch-sgd', settings: Record<string, number>, naive?: boolean }} Drag */

/**
 * Returns the page's milliseconds of script in a frame, and their share of the naive redraw's where that is drawn.
 * @param {Session} page @param {Drag} drag
 */
export async function measureFrames(page, { tag, settings, naive = true }) {
  await page.run(drag, tag, settings, naive, 50);
  const { own, other } = await page.run(drag, tag, settings, naive, FRAMES);
  return { median: median(own), most: quantile(own, 0.99), naive: naive ? median(own.map((time, i) => time / other[i])) : undefined };
}

/** In the page: drives the slider, a frame of the page's and one of the naive figure's in turn. */
async function drag(/** @type {string} */ tag, /** @type {Record<string, number>} */ settings, /** @type {boolean} */ naive, /** @type {number} */ count) {
  const figure = /** @type {any} */ (document.querySelector(tag));
  figure.scrollIntoView();
  Object.assign(figure, settings);
  const slider = figure.shadowRoot.querySelector('.control-learning-rate .range');
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
  const draw = tag === 'gradient-descent' ? naiveFigures.drawDescent : naiveFigures.drawRegression;

  const frame = (/** @type {() => void} */ code) => new Promise((resolve) => requestAnimationFrame(() => {
    code();
    setTimeout(resolve);
  }));
  const own = [];
  const other = [];
  for (let index = 0; index < count; index += 1) {
    // To 1.2 and back, as a reader drags.
    const along = Math.abs(((index / count) * 4) % 2 - 1);
    const learningRate = 0.1 + along * 1.1;
    const before = window.__probe.frameTime;
    const start = performance.now();
    slider.value = String(learningRate);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const handled = performance.now() - start;
    await frame(() => {});
    own.push(handled + window.__probe.frameTime - before);
    if (naive) {
      await frame(() => {
        const start = performance.now();
        draw.call(naiveFigures, learningRate, settings.steps);
        other.push(performance.now() - start);
      });
    }
  }
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  naiveFigures.free();
  canvas.remove();
  return { own, other };
}
