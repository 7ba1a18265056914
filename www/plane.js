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
  /** In CSS pixels, as drawn, and how many pixels of the canvas each is: asking the page in a frame would make it lay out anew. */
  const size = { width: 0, height: 0, scale: 0 };
  return { root, head, title, picture, stack, canvases, size };
}

/**
 * Returns the size of a box in CSS pixels, as wide and high as the pixels of the screen that a browser gives it: its edges lie
 * between two of them. A canvas of that many pixels is shown pixel by pixel.
 * @param {HTMLElement} box
 * @param {number} scale pixels of the screen per CSS pixel
 */
export function screenSize(box, scale) {
  const { clientWidth: width, clientHeight: height } = box;
  const { left, right, top, bottom } = box.getBoundingClientRect();
  // A host that shows its contents larger or smaller, as slides do, has its own pixels.
  if (Math.abs(right - left - width) >= 1 || Math.abs(bottom - top - height) >= 1) return { width, height };
  const pixels = (/** @type {number} */ from, /** @type {number} */ to) => (Math.round(to * scale) - Math.round(from * scale)) / scale;
  return { width: pixels(left, right), height: pixels(top, bottom) };
}
