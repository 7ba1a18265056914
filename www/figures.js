// The entry: one import makes the elements known. They are defined once everything is there, so a defined
// element answers every question at once; until then, and if anything is missing, their fallback is shown.

import { BatchThroughput } from './batch-throughput.js';
import { prepare } from './figure-element.js';
import { GradientDescent } from './gradient-descent.js';
import { MinibatchSgd } from './minibatch-sgd.js';
import { NoiseEscape } from './noise-escape.js';

/** Those that no other copy of this script has defined before. */
const figures = /** @type {const} */ ([
  ['gradient-descent', GradientDescent], ['minibatch-sgd', MinibatchSgd], ['noise-escape', NoiseEscape], ['batch-throughput', BatchThroughput],
]).filter(([name]) => !customElements.get(name));

/** Fulfilled when the elements are defined, also where they can only say why there is no figure. */
export const ready = Promise.resolve(figures[0] && prepare()).then(() => {
  // Another copy may have been quicker.
  for (const [name, figure] of figures) if (!customElements.get(name)) customElements.define(name, figure);
});

export { BatchThroughput, GradientDescent, MinibatchSgd, NoiseEscape };
