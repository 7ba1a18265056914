// What is in the map and on the curve beside it: the map's pixels, what it says of each place, and the ways to choose one.

import { Cross, isInside, placeOn } from './cross.js';
import { element, mark, write } from './dom.js';
import { dragged } from './drag.js';
import { exact, rounded } from './format.js';

/** The map's own pixels. */
const [COLUMNS, ROWS] = [256, 160];

export class MapReader {
  #picture = element('canvas', { class: 'map', width: COLUMNS, height: ROWS });
  /** Where η is on the curve; keys move it. */
  #handle = element('div', { class: 'rate-handle', role: 'slider', tabindex: 0, 'aria-valuemin': 0 });
  #target;
  #readout;
  #cross;
  /** What the picture was painted for. */
  #painted = '';
  /** Where the pointer is. @type {[number, number] | undefined} */
  #pointed;

  /**
   * @param {import('./outcome-map.js').MapTarget} target
   * @param {{ curve: HTMLElement, map: HTMLElement }} stacks of the two planes
   * @param {HTMLElement} readout
   */
  constructor(target, { curve, map }, readout) {
    this.#target = target;
    this.#readout = readout;
    map.classList.add('stack-pointed');
    map.prepend(this.#picture);
    this.#cross = new Cross(map, {
      plot: () => this.#plot,
      act: (right, down) => {
        target.input(...this.#at(right, down));
        target.change();
      },
      label: (right, down) => (right === undefined || down === undefined ? target.text('map.cross')
        : target.text('map.cross.set', { says: this.#says(right, down) })),
      say: target.say,
      show: (right, down) => write(this.#readout, this.#says(right, down)),
      hide: () => this.update(),
    });
    const pointed = (/** @type {PointerEvent} */ event) => {
      const place = placeOn(map, event);
      this.#pointed = isInside(this.#plot, ...place) ? place : undefined;
      this.update();
    };
    map.addEventListener('pointermove', pointed);
    map.addEventListener('pointerleave', () => {
      this.#pointed = undefined;
      this.update();
    });
    this.#drag(map, () => this.#plot, (event) => target.input(...this.#at(...placeOn(map, event))));
    curve.classList.add('stack-pointed');
    curve.append(this.#handle);
    this.#handle.addEventListener('keydown', target.press);
    this.#drag(curve, () => this.#ratesPlot, (event) => {
      const { 0: left, 2: width } = this.#ratesPlot;
      const share = (placeOn(curve, event)[0] - left) / Math.max(1, width);
      target.input(Number((target.most * Math.min(1, Math.max(0, share))).toFixed(3)));
    });
    this.relabel();
  }

  /**
   * Lets a pointer that is pressed in a plotting area set what is under it until it is released.
   * @param {HTMLElement} stack @param {() => ArrayLike<number>} plot @param {(event: PointerEvent) => void} move
   */
  #drag(stack, plot, move) {
    dragged(stack, {
      begin: (event) => {
        const isHere = isInside(plot(), ...placeOn(stack, event));
        if (isHere) move(event);
        return isHere;
      },
      move,
      end: () => this.#target.change(),
    });
  }

  /** The plotting area of the map. @returns {ArrayLike<number>} */
  get #plot() {
    return this.#target.model()?.mapState.subarray(4) ?? [0, 0, 0, 0];
  }

  /** And of the curve. @returns {ArrayLike<number>} */
  get #ratesPlot() {
    return this.#target.model()?.ratesPlot() ?? [0, 0, 0, 0];
  }

  /** η and the second setting at a place, as a click sets them. @param {number} right @param {number} down @returns {[number, number]} */
  #at(right, down) {
    const [learningRate, value] = this.#target.model()?.mapAt(right, down) ?? [0, 0];
    return [Number(learningRate.toFixed(3)), this.#target.round(value)];
  }

  /** What happens at a place, in words. @param {number} right @param {number} down */
  #says(right, down) {
    const { text, verdict } = this.#target;
    const model = this.#target.model();
    if (!model) return '';
    const at = this.#at(right, down);
    const { loss, status, overflowStep } = model.outcome(...at);
    const values = {
      learningRate: exact(at[0]), value: exact(at[1]), verdict: verdict(status),
      steps: model.steps, loss: rounded(loss), step: overflowStep,
    };
    return text(overflowStep === undefined ? 'map.says' : 'map.overflows', values);
  }

  /** What is said of η as it is now. */
  #told = '';

  /** Brings words up to date. @param {string} [told] what is said of η as it is now */
  update(told = this.#told) {
    this.#told = told;
    write(this.#readout, this.#pointed ? this.#says(...this.#pointed) : this.#target.text('map.hint'));
    this.#cross.update();
    this.#showRate(told);
  }

  /** Puts the handle of η where it belongs. @param {string} told */
  #showRate(told) {
    const { most } = this.#target;
    const [left, top, width, height] = Array.from(this.#ratesPlot);
    const learningRate = this.#target.model()?.learningRate ?? 0;
    this.#handle.style.setProperty('transform', `translate(${left + width * Math.min(1, learningRate / most)}px, ${top}px)`);
    this.#handle.style.setProperty('block-size', `${Math.max(0, height)}px`);
    mark(this.#handle, 'aria-valuenow', String(learningRate));
    mark(this.#handle, 'aria-valuemax', String(Math.max(most, learningRate)));
    mark(this.#handle, 'aria-valuetext', told);
  }

  /**
   * Paints the map, unless it shows that already.
   * @param {string} colors
   */
  paint(colors) {
    const model = this.#target.model();
    const [, revision, , isCurrent] = model.mapState;
    mark(this.#picture, 'data-stale', String(isCurrent === 0));
    const state = `${revision},${colors}`;
    if (state === this.#painted) return;
    this.#painted = state;
    this.#picture.getContext('2d')?.putImageData(new ImageData(model.map(), COLUMNS, ROWS), 0, 0);
  }

  relabel() {
    mark(this.#handle, 'aria-label', this.#target.text('rates.handle'));
    this.#cross.relabel();
  }
}
