// The track of the slider of η, painted with what each of its values would come to.

import { element, mark, write } from './dom.js';

/** Rates that are run, a pixel each. */
const PIXELS = 512;

export class PaintedTrack {
  #canvas = element('canvas', { class: 'spectrum', width: PIXELS, height: 1, 'aria-hidden': 'true' });
  /** What it was painted for. */
  #painted = '';
  #most;
  #marks;
  /** A word for each part, for nobody is to read it from the colours alone. */
  #zones = [1, 2, 3].map(() => element('span', { class: 'zone' }));

  /**
   * @param {HTMLElement} track
   * @param {number} most the value at the end; the track begins at 0
   * @param {[string, string]} marks what is written at the two limits
   */
  constructor(track, most, marks) {
    this.#most = most;
    this.#marks = marks.map((name) => element('span', { class: 'mark' }, name));
    track.classList.add('track-painted');
    track.append(this.#canvas, ...this.#marks,
      element('div', { class: 'zones', 'aria-hidden': 'true' }, ...this.#zones));
  }

  /**
   * Paints the track, unless it shows that already.
   * @param {string} colors
   * @param {{ track: () => Uint8ClampedArray, mapState: Float64Array }} model
   */
  paint(colors, model) {
    const [revision, , isCurrent] = model.mapState;
    mark(this.#canvas, 'data-stale', String(isCurrent === 0));
    const state = `${revision},${colors}`;
    if (state === this.#painted) return;
    this.#painted = state;
    this.#canvas.getContext('2d')?.putImageData(new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (model.track()), PIXELS, 1), 0, 0);
  }

  /**
   * Puts the marks where the limits of the theory are, and the words between them.
   * @param {[number, number]} limits
   */
  place(limits) {
    const ends = [0, ...limits, this.#most].map((limit) => Math.min(1, limit / this.#most));
    const percent = (/** @type {number} */ share) => `${100 * share}%`;
    this.#marks.forEach((label, at) => label.style.setProperty('inset-inline-start', percent(ends[at + 1])));
    // Two labels on each other could not be read.
    this.#marks[0].toggleAttribute('data-bare', ends[2] - ends[1] < 0.1);
    this.#zones.forEach((zone, at) => {
      const width = ends[at + 1] - ends[at];
      zone.style.setProperty('inset-inline-start', percent(ends[at] + width / 2));
      zone.toggleAttribute('data-bare', width < 0.15);
    });
  }

  /** @param {string[]} words one for each part */
  relabel(words) {
    this.#zones.forEach((zone, at) => write(zone, words[at]));
  }
}
