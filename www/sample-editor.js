// Samples come and go by a click on the data plane, and by keys on a cross that moves over it.

import { Cross, isInside, placeOn } from './cross.js';
import { element } from './dom.js';
import { rounded } from './format.js';

/** How near a click has to be to a sample to mean it, in CSS pixels. */
const REACH = { mouse: 7, touch: 12 };

/**
 * @typedef {object} Target
 * @property {() => any} model the Rust half; undefined while the figure has failed
 * @property {(x: number, t: number) => unknown} add
 * @property {(index: number) => unknown} remove
 * @property {(text: string) => void} say to a screen reader
 * @property {import('./step-table.js').Text} text
 */

export class SampleEditor {
  /** Marks the sample that a click would remove. */
  #ring = element('div', { class: 'ring', hidden: true });
  #cross;

  /**
   * @param {HTMLElement} stack the data plane
   * @param {Target} target
   */
  constructor(stack, target) {
    this.target = target;
    stack.classList.add('stack-pointed');
    stack.append(this.#ring);
    const hide = () => { this.#ring.hidden = true; };
    this.#cross = new Cross(stack, {
      plot: () => this.#plot,
      act: (right, down) => this.#edit(right, down, REACH.mouse),
      label: (right, down) => this.#label(right, down),
      say: target.say,
      show: (right, down) => this.#showRing(right, down),
      hide,
    });
    stack.addEventListener('click', (event) => {
      const [right, down] = placeOn(stack, event);
      if (!isInside(this.#plot, right, down)) return;
      this.#edit(right, down, /** @type {PointerEvent} */ (event).pointerType === 'touch' ? REACH.touch : REACH.mouse);
      this.update();
    });
    stack.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') this.#showRing(...placeOn(stack, event));
    });
    stack.addEventListener('pointerleave', hide);
  }

  /** The plotting area. @returns {ArrayLike<number>} */
  get #plot() {
    return this.target.model()?.dataPlot() ?? [0, 0, 0, 0];
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
  }

  /** @param {number} right @param {number} down */
  #showRing(right, down) {
    const model = this.target.model();
    const nearest = model && isInside(this.#plot, right, down) ? model.nearestSample(right, down, REACH.mouse) : undefined;
    this.#ring.hidden = nearest === undefined;
    if (nearest === undefined) return;
    const [across, below] = model.dataPlace(...model.samplePoint(nearest));
    this.#ring.style.setProperty('transform', `translate(${across}px, ${below}px)`);
  }

  /** @param {number} [right] @param {number} [down] */
  #label(right, down) {
    const { text } = this.target;
    const model = this.target.model();
    if (!model || right === undefined) return text('cross');
    const nearest = model.nearestSample(right, down, REACH.mouse);
    const [x, t] = nearest === undefined ? model.dataAt(right, down) : model.samplePoint(nearest);
    return text(nearest === undefined ? 'cross.add' : 'cross.remove', { x: rounded(x), t: rounded(t) });
  }

  /** Says what the cross would do now. */
  update() {
    this.#cross.update();
  }

  relabel() {
    this.#cross.relabel();
  }
}
