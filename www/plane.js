// A plane on the page.

import { element } from './dom.js';

/** @typedef {ReturnType<typeof plane>} Plane */

/**
 * A plane: title, two canvases on each other that are one picture to a screen reader.
 * @param {string} name
 */
export function plane(name) {
  const title = element('p', { class: 'title' });
  const still = element('canvas');
  const moving = element('canvas');
  const picture = element('div', { class: 'picture', role: 'img' }, still, moving);
  const stack = element('div', { class: 'stack', dir: 'ltr' }, picture);
  const head = element('div', { class: 'plane-head' }, title);
  const root = element('div', { class: `plane plane-${name}`, part: `plane-${name}` }, head, stack);
  /** @type {[HTMLCanvasElement, HTMLCanvasElement]} */
  const canvases = [still, moving];
  /** In CSS pixels, as drawn: asking the page in a frame would make it lay out anew. */
  const size = { width: 0, height: 0, scale: 0 };
  return { root, head, title, picture, stack, canvases, size };
}
