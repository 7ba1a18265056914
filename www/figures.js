// The entry: one import makes the elements known. They are defined once everything is there, so a defined
// element answers every question at once; until then, and if anything is missing, their fallback is shown.

import { prepare } from './figure-element.js';
import { GradientDescent } from './gradient-descent.js';

await prepare();
if (!customElements.get('gradient-descent')) customElements.define('gradient-descent', GradientDescent);

export { GradientDescent };
