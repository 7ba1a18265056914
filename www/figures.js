// The entry: one import makes the elements known. They are defined once everything is there, so a defined
// element answers every question at once; until then, and if anything is missing, their fallback is shown.

import { BatchThroughput } from './batch-throughput.js';
import { prepare } from './figure-element.js';
import { GradientDescent } from './gradient-descent.js';
import { MinibatchSgd } from './minibatch-sgd.js';
import { NoiseEscape } from './noise-escape.js';

/** Fulfilled when the elements are defined, also where they can only say why there is no figure. */
export const ready = prepare().then(() => {
  for (const [name, figure] of /** @type {const} */ ([
    ['gradient-descent', GradientDescent], ['minibatch-sgd', MinibatchSgd], ['noise-escape', NoiseEscape],
    ['batch-throughput', BatchThroughput],
  ])) {
    // Another copy of this script may have come first.
    if (!customElements.get(name)) customElements.define(name, figure);
  }
});

export { BatchThroughput, GradientDescent, MinibatchSgd, NoiseEscape };
