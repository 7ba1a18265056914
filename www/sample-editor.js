// Samples come and go by a click on the data plane, and by keys on a cross that moves over it.

import { element, mark } from './dom.js';
import { rounded } from './format.js';

/** How near a click has to be to a sample to mean it, in CSS pixels. */
const REACH = { mouse: 7, touch: 12 };

/** How far an arrow key moves the cross, in CSS pixels; with Shift a pixel. */
const STRIDE = 8;

/**
 * @typedef {object} Target
 * @property {() => any} model the Rust half; undefined while the figure has failed
 * @property {(x: number, t: number) => unknown} add
 * @property {(index: number) => unknown} remove
 * @property {(text: string) => void} say to a screen reader
 * @property {import('./step-table.js').Text} text
 */

export class SampleEditor {
  /** Where the cross is, in CSS pixels; set when it is first used. @type {{ right: number, down: number } | undefined} */
  #place;
  #cross;
  /** Marks the sample that a click would remove. */
  #ring = element('div', { class: 'ring', hidden: true });

  /**
   * @param {HTMLElement} stack the data plane
   * @param {Target} target
   */
  constructor(stack, target) {
    this.target = target;
    this.#cross = element('button', { type: 'button', class: 'cross' });
    stack.classList.add('stack-samples');
    stack.append(this.#ring, this.#cross);
    stack.addEventListener('click', (event) => {
      const [right, down] = this.#at(event, stack);
      if (event.target === this.#cross || !this.#isInside(right, down)) return;
      this.#edit(right, down, /** @type {PointerEvent} */ (event).pointerType === 'touch' ? REACH.touch : REACH.mouse);
    });
    stack.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') this.#showRing(...this.#at(event, stack));
    });
    stack.addEventListener('pointerleave', () => { this.#ring.hidden = true; });
    // Enter and space; a pointer passes through the cross.
    this.#cross.addEventListener('click', () => {
      const { right, down } = this.#start();
      this.#edit(right, down, REACH.mouse);
    });
    this.#cross.addEventListener('focus', () => {
      this.#start();
      this.update();
    });
    this.#cross.addEventListener('blur', () => { this.#ring.hidden = true; });
    this.#cross.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** @param {MouseEvent} event @param {HTMLElement} stack @returns {[number, number]} */
  #at(event, stack) {
    const box = stack.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** The plotting area: left, top, width, height. @returns {number[]} */
  get #plot() {
    return [...this.target.model()?.dataPlot() ?? [0, 0, 0, 0]];
  }

  /** @param {number} right @param {number} down */
  #isInside(right, down) {
    const [left, top, width, height] = this.#plot;
    return right >= left && down >= top && right <= left + width && down <= top + height;
  }

  #start() {
    const [left, top, width, height] = this.#plot;
    return (this.#place ??= { right: left + width / 2, down: top + height / 2 });
  }

  /** @param {number} right @param {number} down @param {number} reach */
  #edit(right, down, reach) {
    const { target } = this;
    const model = target.model();
    if (!model) return;
    const nearest = model.nearestSample(right, down, reach);
    if (nearest === undefined) {
      // A thousandth is less than a pixel; the reader may want to write it down.
      const [x, t] = [...model.dataAt(right, down)].map((value) => Number(value.toFixed(3)));
      target.add(x, t);
    } else {
      target.remove(nearest);
    }
    this.update();
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
    const [left, top, width, height] = this.#plot;
    place.right = Math.min(left + width, Math.max(left, place.right + stride * way[0]));
    place.down = Math.min(top + height, Math.max(top, place.down + stride * way[1]));
    this.update();
    this.target.say(this.#label());
  }

  /** @param {number} right @param {number} down */
  #showRing(right, down) {
    const model = this.target.model();
    const nearest = model && this.#isInside(right, down) ? model.nearestSample(right, down, REACH.mouse) : undefined;
    this.#ring.hidden = nearest === undefined;
    if (nearest === undefined) return;
    const [across, below] = model.dataPlace(...model.samplePoint(nearest));
    this.#ring.style.setProperty('transform', `translate(${across}px, ${below}px)`);
  }

  #label() {
    const { text } = this.target;
    const model = this.target.model();
    if (!model || !this.#place) return text('cross');
    const { right, down } = this.#place;
    const nearest = model.nearestSample(right, down, REACH.mouse);
    const [x, t] = nearest === undefined ? model.dataAt(right, down) : model.samplePoint(nearest);
    return text(nearest === undefined ? 'cross.add' : 'cross.remove', { x: rounded(x), t: rounded(t) });
  }

  /** Puts the cross where it belongs and says what it would do. */
  update() {
    // Not by :focus, which does not match in a window that is not in front.
    if (/** @type {ShadowRoot} */ (this.#cross.getRootNode()).activeElement !== this.#cross) return;
    const { right, down } = this.#start();
    this.#cross.style.setProperty('transform', `translate(${right}px, ${down}px)`);
    this.#showRing(right, down);
    mark(this.#cross, 'aria-label', this.#label());
  }

  relabel() {
    mark(this.#cross, 'aria-label', this.#label());
  }
}
