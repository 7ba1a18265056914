// A slider: a native range, which keys and assistive technology move, and a surface around it that pointers drag over. A range
// of its own takes the place under a finger at once, also where the finger is about to scroll the page.

import { dragged } from './drag.js';
import { element } from './dom.js';

/** How wide the thumb is, in CSS pixels: its middle travels from half its width to half its width. */
const THUMB = 22;

export class Slider {
  track = element('div', { class: 'track' });
  /** Whether a pointer holds it; still so in the events of its release. */
  isHeld = false;

  /**
   * @param {Record<string, string | number>} ends `min`, `max`, `step` of the range, which has `input` and `change` events as ever
   */
  constructor(ends) {
    const range = this.range = element('input', { type: 'range', class: 'range', ...ends });
    this.root = element('div', { class: 'slider', dir: 'ltr' }, this.track, range);
    /** How far right of the thumb's middle the pointer holds it. */
    let offset = 0;
    let hasMoved = false;
    /** @param {PointerEvent} event */
    const move = (event) => {
      const before = range.value;
      const [min, max] = [Number(range.min), Number(range.max)];
      range.value = String(min + this.#share(event.clientX - offset) * (max - min));
      if (range.value === before) return;
      hasMoved = true;
      range.dispatchEvent(new Event('input', { bubbles: true }));
    };
    dragged(this.root, {
      begin: (event) => {
        this.isHeld = true;
        hasMoved = false;
        range.focus({ preventScroll: true });
        offset = event.clientX - this.#middle();
        if (Math.abs(offset) <= THUMB / 2) return;
        offset = 0;
        move(event);
      },
      move,
      end: () => {
        if (hasMoved) range.dispatchEvent(new Event('change', { bubbles: true }));
        this.isHeld = false;
      },
    });
    // The focus is the range's, and what is written on the track is not selected.
    this.root.addEventListener('mousedown', (event) => event.preventDefault());
  }

  /** The share of the way at a place of the window, beyond the ends too. @param {number} place */
  #share(place) {
    const { left, width } = this.root.getBoundingClientRect();
    return (place - left - THUMB / 2) / Math.max(1, width - THUMB);
  }

  /** Where the middle of the thumb is in the window. */
  #middle() {
    const { left, width } = this.root.getBoundingClientRect();
    const { min, max, valueAsNumber } = this.range;
    const share = (valueAsNumber - Number(min)) / (Number(max) - Number(min) || 1);
    return left + THUMB / 2 + share * (width - THUMB);
  }
}
