// A cross that arrow keys move over a plane and Enter acts at: the keyboard's way to what a pointer does there.

import { element, mark } from './dom.js';

/** How far an arrow key moves the cross, in CSS pixels; with Shift a pixel. */
const STRIDE = 8;

/**
 * @typedef {object} CrossTarget places are in CSS pixels from the plane's left upper corner
 * @property {() => ArrayLike<number>} plot the plotting area: left, top, width, height
 * @property {(right: number, down: number) => void} act
 * @property {(right?: number, down?: number) => string} label what acting there would do; without a place the cross' own name
 * @property {(text: string) => void} say to a screen reader
 * @property {(right: number, down: number) => void} [show] shows what acting there would do
 * @property {() => void} [hide]
 */

export class Cross {
  /** Where it is; set when it is first used. @type {{ right: number, down: number } | undefined} */
  #place;
  #button = element('button', { type: 'button', class: 'cross' });

  /**
   * @param {HTMLElement} stack the plane
   * @param {CrossTarget} target
   */
  constructor(stack, target) {
    this.target = target;
    stack.append(this.#button);
    // Enter and space; a pointer passes through the cross.
    this.#button.addEventListener('click', (event) => {
      event.stopPropagation();
      const { right, down } = this.#start();
      target.act(right, down);
      this.update();
    });
    this.#button.addEventListener('focus', () => this.update());
    this.#button.addEventListener('blur', () => target.hide?.());
    this.#button.addEventListener('keydown', (event) => this.#onKey(event));
  }

  #start() {
    const [left, top, width, height] = Array.from(this.target.plot());
    return (this.#place ??= { right: left + width / 2, down: top + height / 2 });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const ways = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
    });
    const way = ways[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const stride = event.shiftKey ? 1 : STRIDE;
    const place = this.#start();
    const [left, top, width, height] = Array.from(this.target.plot());
    place.right = Math.min(left + width, Math.max(left, place.right + stride * way[0]));
    place.down = Math.min(top + height, Math.max(top, place.down + stride * way[1]));
    this.update();
    this.target.say(this.target.label(place.right, place.down));
  }

  /** Puts the cross where it belongs and says what it would do, while the keyboard is on it. */
  update() {
    // Not by :focus, which does not match in a window that is not in front.
    if (/** @type {ShadowRoot} */ (this.#button.getRootNode()).activeElement !== this.#button) return;
    const { right, down } = this.#start();
    this.#button.style.setProperty('transform', `translate(${right}px, ${down}px)`);
    this.target.show?.(right, down);
    mark(this.#button, 'aria-label', this.target.label(right, down));
  }

  relabel() {
    mark(this.#button, 'aria-label', this.target.label(this.#place?.right, this.#place?.down));
  }
}

/**
 * Returns where an event is on a plane.
 * @param {MouseEvent} event @param {HTMLElement} stack
 * @returns {[number, number]}
 */
export function placeOn(stack, event) {
  const box = stack.getBoundingClientRect();
  // A click comes in whole pixels: so does what pointing tells of it.
  return [Math.floor(event.clientX) - box.left, Math.floor(event.clientY) - box.top];
}

/**
 * Whether a place lies in a plotting area: left, top, width, height.
 * @param {ArrayLike<number>} plot @param {number} right @param {number} down
 */
export function isInside({ 0: left, 1: top, 2: width, 3: height }, right, down) {
  return right >= left && down >= top && right <= left + width && down <= top + height;
}
