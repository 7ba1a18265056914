// What an address may set, and of what.

/** The names of the figures' elements. */
export const ELEMENTS = ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput'];

/** The settings of each figure that the address may carry: samples come first, for they limit the batch size. */
export const SETTINGS = [
  'samples', 'noise', 'data-seed', 'learning-rate', 'batch-size', 'seed', 'sampling', 'start', 'steps', 'runs', 'repeats', 'axis', 'step',
];
