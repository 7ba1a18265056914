// The entry: one import makes the elements known, at once, so that what a page or a framework sets of them is heard from the
// first moment on. They start when what they are made of is there; until then, and if anything is missing, their fallback is shown.

import { BatchThroughput, GradientDescent, MinibatchSgd, NoiseEscape } from './elements.js';
import { prepare, provide, provideAll } from './figure-element.js';
import GradientDescentView from './gradient-descent.js';

/** Those that no other copy of this script has defined before. */
const figures = [GradientDescent, MinibatchSgd, NoiseEscape, BatchThroughput].filter(({ kind }) => !customElements.get(kind));

for (const figure of figures) customElements.define(figure.kind, figure);

// The first figure of most pages: it does not wait for another script.
provide(GradientDescent.kind, GradientDescentView);

/** What the other kinds need is asked for when the first figure is drawn, or at once where one of them is in view. A page that nobody sees draws nothing. */
const isDrawn = () => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
  setTimeout(resolve, 1000);
});

/** What is far below is asked for when the reader has begun to read and the browser has nothing else to do: for a page that is printed. */
const isRead = () => new Promise((resolve) => {
  const idle = () => ('requestIdleCallback' in globalThis ? requestIdleCallback(resolve) : setTimeout(resolve, 1000));
  for (const type of ['scroll', 'pointerdown', 'keydown']) addEventListener(type, idle, { once: true, capture: true, passive: true });
});

/** Fulfilled when the elements can answer, also where they can only say why there is no figure. */
export const ready = Promise.resolve(figures[0] && prepare('base').then(isDrawn).then(() => prepare('more')));

if (figures[0]) ready.then(isRead).then(provideAll);

export { BatchThroughput, GradientDescent, MinibatchSgd, NoiseEscape };
