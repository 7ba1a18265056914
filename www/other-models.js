// The Rust halves of all kinds of figures but the first, and how they come by the module: a script of its own, so that the first
// figure does not wait for it. Where it is built as a file for itself it has an instance of the module for itself too.

import { BatchThroughputFigure, MinibatchSgdFigure, NoiseEscapeFigure, initSync } from '../gradient-figures.js';
import { measuring } from './measuring.js';

export { otherStyle } from './style-text.js';

/** Returns the classes. @param {WebAssembly.Module} module */
export function models(module) {
  initSync({ module });
  return { BatchThroughputFigure: measuring(BatchThroughputFigure), MinibatchSgdFigure, NoiseEscapeFigure };
}
