// Behind a disclosure: what every learning rate comes to, as a curve and as a map over η and a second setting. What is in it is
// loaded when it is opened.

import { element, write } from './dom.js';
import { reveal } from './disclosure.js';
import { plane } from './plane.js';

/** @typedef {import('./step-table.js').Text} Text */

/**
 * @typedef {object} MapTarget
 * @property {() => any} model the Rust half; undefined while the figure has failed
 * @property {(value: number) => number} round the second setting, as it is set
 * @property {number} most the largest η of map and curve
 * @property {(learningRate: number, value?: number) => void} input sets η, on the map the second setting too
 * @property {() => void} change ends what `input` began
 * @property {(event: KeyboardEvent) => void} press moves η by a key
 * @property {(status: string) => string} verdict a status in words
 * @property {(text: string) => void} say to a screen reader
 * @property {Text} text
 * @property {() => void} toggled
 */

export class OutcomeMap {
  #summary = element('summary');
  #readout = element('p', { class: 'hint readout' });
  #key = element('p', { class: 'hint' });
  /** @type {import('./map-reader.js').MapReader | undefined} */
  #reader;

  curve = plane('rates');
  map = plane('map');
  planes = [this.curve, this.map];

  /** @param {MapTarget} target */
  constructor(target) {
    this.target = target;
    this.root = element('details', { class: 'more' }, this.#summary,
      element('div', { class: 'planes planes-even' }, this.curve.root, this.map.root), this.#key, this.#readout);
    this.root.addEventListener('toggle', async () => {
      target.toggled();
      if (!this.isOpen || this.#reader) return;
      const code = await reveal(this.#readout, target.text);
      if (!code || this.#reader) return;
      this.#reader = new code.MapReader(target, { curve: this.curve.stack, map: this.map.stack }, this.#readout);
      target.toggled();
    });
  }

  get isOpen() {
    return this.root.open;
  }

  /** Brings words up to date. @param {string} [told] what is said of η as it is now */
  update(told) {
    if (this.isOpen) this.#reader?.update(told);
  }

  /** Paints the map, unless it shows that already. @param {string} colors */
  paint(colors) {
    if (this.isOpen) this.#reader?.paint(colors);
  }

  /** @param {Text} t */
  relabel(t) {
    write(this.#summary, t('rates'));
    write(this.#key, t('map.key'));
    this.#reader?.relabel();
    this.update();
  }
}
