// Behind a disclosure: what every learning rate comes to, as a curve and as a map over η and a second setting.

import { Cross, isInside, placeOn } from './cross.js';
import { element, mark, write } from './dom.js';
import { exact, rounded } from './format.js';
import { plane } from './plane.js';

/** The map's own pixels. */
const [COLUMNS, ROWS] = [256, 160];

/** @typedef {import('./step-table.js').Text} Text */

/**
 * @typedef {object} MapTarget
 * @property {() => any} model the Rust half; undefined while the figure has failed
 * @property {(value: number) => number} round the second setting, as it is set
 * @property {(learningRate: number, value: number) => void} set
 * @property {() => string[]} verdicts in words: stands still, comes nearer, nearer but not straight, goes away
 * @property {(text: string) => void} say to a screen reader
 * @property {Text} text
 * @property {() => void} toggled
 */

export class OutcomeMap {
  #summary = element('summary');
  #picture = element('canvas', { class: 'map', width: COLUMNS, height: ROWS });
  #readout = element('p', { class: 'hint readout' });
  #key = element('p', { class: 'hint' });
  #cross;
  /** What the picture was painted for. */
  #painted = '';
  /** Where the pointer is. @type {[number, number] | undefined} */
  #pointed;

  curve = plane('rates');
  map = plane('map');
  planes = [this.curve, this.map];

  /** @param {MapTarget} target */
  constructor(target) {
    this.target = target;
    this.root = element('details', { class: 'more' }, this.#summary,
      element('div', { class: 'planes planes-even' }, this.curve.root, this.map.root), this.#key, this.#readout);
    this.root.addEventListener('toggle', target.toggled);
    const { stack } = this.map;
    stack.classList.add('stack-pointed');
    stack.prepend(this.#picture);
    this.#cross = new Cross(stack, {
      plot: () => this.#plot,
      act: (right, down) => target.set(...this.#at(right, down)),
      label: (right, down) => (right === undefined || down === undefined ? target.text('map.cross')
        : target.text('map.cross.set', { says: this.#says(right, down) })),
      say: target.say,
      show: (right, down) => write(this.#readout, this.#says(right, down)),
      hide: () => this.update(),
    });
    const pointed = (/** @type {PointerEvent} */ event) => {
      const place = placeOn(stack, event);
      this.#pointed = isInside(this.#plot, ...place) ? place : undefined;
      this.update();
    };
    stack.addEventListener('pointermove', pointed);
    stack.addEventListener('pointerleave', () => {
      this.#pointed = undefined;
      this.update();
    });
    stack.addEventListener('click', (event) => {
      const place = placeOn(stack, event);
      if (isInside(this.#plot, ...place)) target.set(...this.#at(...place));
    });
  }

  get isOpen() {
    return this.root.open;
  }

  /** The plotting area. @returns {ArrayLike<number>} */
  get #plot() {
    return this.target.model()?.mapState.subarray(4) ?? [0, 0, 0, 0];
  }

  /** η and the second setting at a place, as a click sets them. @param {number} right @param {number} down @returns {[number, number]} */
  #at(right, down) {
    const [learningRate, value] = this.target.model()?.mapAt(right, down) ?? [0, 0];
    return [Number(learningRate.toFixed(3)), this.target.round(value)];
  }

  /** What happens at a place, in words. @param {number} right @param {number} down */
  #says(right, down) {
    const { text, verdicts } = this.target;
    const model = this.target.model();
    if (!model) return '';
    const at = this.#at(right, down);
    const [loss, tone, overflow] = model.outcome(...at);
    const values = {
      learningRate: exact(at[0]), value: exact(at[1]), verdict: verdicts()[tone],
      steps: model.steps, loss: rounded(loss), step: overflow,
    };
    return text(overflow >= 0 ? 'map.overflows' : 'map.says', values);
  }

  /** Brings words up to date. */
  update() {
    if (!this.isOpen) return;
    write(this.#readout, this.#pointed ? this.#says(...this.#pointed) : this.target.text('map.hint'));
    this.#cross.update();
  }

  /**
   * Paints the map, unless it shows that already.
   * @param {string} colors
   */
  paint(colors) {
    if (!this.isOpen) return;
    const model = this.target.model();
    const [, revision, , isCurrent] = model.mapState;
    mark(this.#picture, 'data-stale', String(isCurrent === 0));
    const state = `${revision},${colors}`;
    if (state === this.#painted) return;
    this.#painted = state;
    this.#picture.getContext('2d')?.putImageData(new ImageData(model.map(), COLUMNS, ROWS), 0, 0);
  }

  /** @param {Text} t */
  relabel(t) {
    write(this.#summary, t('rates'));
    write(this.#key, t('map.key'));
    this.#cross.relabel();
    this.update();
  }
}
