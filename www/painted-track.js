// The track of a slider, painted with what each of its values would come to.

import { element } from './dom.js';

/** Rates that are run, a pixel each. */
const PIXELS = 512;

export class PaintedTrack {
  canvas = element('canvas', { class: 'spectrum', width: PIXELS, height: 1, 'aria-hidden': 'true' });
  #most;
  /** What it was painted for. */
  #painted = '';

  /** @param {number} most the value at the end; the track begins at 0 */
  constructor(most) {
    this.#most = most;
  }

  /**
   * Paints the track, unless it shows that already.
   * @param {string} state what its colours depend on
   * @param {{ track: (count: number, most: number) => Uint8ClampedArray<ArrayBuffer> }} model
   */
  paint(state, model) {
    if (state === this.#painted) return;
    this.#painted = state;
    const pixels = new ImageData(model.track(PIXELS, this.#most), PIXELS, 1);
    this.canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  }
}
