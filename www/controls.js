// The controls that figures share: a slider with a number field, and the transport.

import { element, icon, mark, write } from './dom.js';

/**
 * @typedef {object} NumberOptions
 * @property {string} name stands in ids and classes
 * @property {number} min of the slider
 * @property {number} max of the slider; the number field takes more
 * @property {number} step of the slider while it is dragged
 * @property {number} keyStep of the arrow keys and of the number field
 * @property {number} [least] the least number the field takes
 * @property {number[]} [snaps] values at which a dragged slider catches
 */

/** A slider with a number field. The field takes any number; the slider shows it as near as it can. */
export class NumberControl {
  /**
   * @param {NumberOptions} options
   * @param {{ input: (value: number | string) => void, change: (value: number | string) => void }} on
   *   `input` while it moves, `change` when it has settled; a text that is no number comes as it is
   */
  constructor(options, on) {
    this.options = options;
    this.on = on;
    const { name, min, max, step, keyStep, least } = options;
    this.label = element('label', { for: `${name}-number` });
    this.range = element('input', { type: 'range', class: 'range', min, max, step });
    this.number = element('input', { type: 'number', class: 'number', id: `${name}-number`, step: keyStep });
    if (least !== undefined) this.number.min = String(least);
    this.track = element('div', { class: 'track' });
    this.root = element('div', { class: `control control-${name}` },
      this.label, element('div', { class: 'slider', dir: 'ltr' }, this.track, this.range), this.number);
    /** The value shown. @type {number | undefined} */
    this.value = undefined;
    this.isTyping = false;
    this.isDragging = false;
    this.range.addEventListener('pointerdown', () => { this.isDragging = true; });
    this.range.addEventListener('pointerup', () => { this.isDragging = false; });
    this.range.addEventListener('pointercancel', () => { this.isDragging = false; });
    this.range.addEventListener('keydown', (event) => this.#onKey(event, min, max));
    this.range.addEventListener('input', () => on.input(this.#snapped()));
    this.range.addEventListener('change', () => {
      on.change(this.#snapped());
      this.isDragging = false;
    });
    // What is typed counts when it is done: 10001 on its way is 1000, and that is nobody's wish.
    this.number.addEventListener('input', () => { this.isTyping = true; });
    const done = () => {
      this.isTyping = false;
      on.change(this.number.validity.badInput ? NaN : this.number.value);
    };
    this.number.addEventListener('change', done);
    // No change is told of where the text is again what it was at first.
    this.number.addEventListener('blur', () => { if (this.isTyping) done(); });
    this.number.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.#onKey(event, this.options.least ?? -Infinity, Infinity);
    });
  }

  /** Gives up what is being typed: another has set the value. */
  forget() {
    this.isTyping = false;
    this.setInvalid(false);
  }

  #snapped() {
    const value = this.range.valueAsNumber;
    const { snaps = [], step } = this.options;
    return (this.isDragging && snaps.find((snap) => Math.abs(snap - value) <= 4 * step)) || value;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} min
   * @param {number} max
   */
  #onKey(event, min, max) {
    const { keyStep } = this.options;
    const jumps = /** @type {Record<string, number>} */ ({
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10,
    });
    const jump = jumps[event.key];
    if (jump === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const value = this.value ?? this.range.valueAsNumber;
    // A value that the field took beyond the slider's end is not pulled back by a key that points away.
    if (jump > 0 ? value >= max : value <= min) return;
    const next = value + jump * keyStep;
    // Whole multiples of the step, without the noise of repeated sums.
    const clean = Number((Math.round(next / keyStep) * keyStep).toPrecision(12));
    // Known at once, for the next key may come before the next frame shows it.
    this.value = Math.min(max, Math.max(min, clean));
    this.isTyping = false;
    this.on.change(this.value);
  }

  /**
   * Shows a value that was accepted.
   * @param {number} value
   */
  show(value) {
    this.value = value;
    if (!this.isDragging) this.range.value = String(value);
    if (!this.isTyping && this.number.value !== String(value) && !this.isInvalid) this.number.value = String(value);
  }

  /** Whether the field shows a text that was not accepted. */
  get isInvalid() {
    return this.number.getAttribute('aria-invalid') === 'true';
  }

  /** @param {boolean} isInvalid */
  setInvalid(isInvalid) {
    mark(this.number, 'aria-invalid', String(isInvalid));
  }

  /**
   * @param {string} label
   * @param {string} numberLabel
   */
  relabel(label, numberLabel) {
    write(this.label, label);
    mark(this.range, 'aria-label', label);
    mark(this.number, 'aria-label', numberLabel);
  }

  /** @param {string} text what a screen reader says for the slider's value */
  describe(text) {
    mark(this.range, 'aria-valuetext', text);
  }
}

const ICONS = {
  start: 'M6 5h2.5v14H6zM19 5v14L9.5 12z',
  back: 'M17 5v14L6 12z',
  play: 'M7 4.5v15L19.5 12z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  forward: 'M7 5v14l11-7z',
  end: 'M15.500 5H18v14h-2.500zM5 5v14l9.500-7z',
};

/** Steps per second that a reader can choose. */
const SPEEDS = [1, 2, 4, 10, 30, 100];

/**
 * @typedef {object} TransportTarget
 * @property {number} step
 * @property {number} steps
 * @property {boolean} isPlaying
 * @property {number} speed
 */

/** Buttons to play and step, a scrub bar over the steps, and the speed. */
export class Transport {
  /**
   * @param {{ step: (step: number) => void, settle: () => void, toggle: () => void, speed: (speed: number) => void }} on
   */
  constructor(on) {
    this.step = 0;
    this.steps = 0;
    /** @param {keyof typeof ICONS} name @param {() => void} action */
    const button = (name, action) => {
      const created = element('button', { type: 'button', class: `button button-${name}` }, icon(ICONS[name]));
      created.addEventListener('click', action);
      return created;
    };
    /** @param {() => number} step */
    const go = (step) => () => {
      const next = Math.min(this.steps, Math.max(0, step()));
      if (next === this.step) return;
      // Known at once, for the next press may come before the next frame shows it.
      this.step = next;
      on.step(next);
      on.settle();
    };
    this.buttons = {
      start: button('start', go(() => 0)),
      back: button('back', go(() => this.step - 1)),
      play: button('play', on.toggle),
      forward: button('forward', go(() => this.step + 1)),
      end: button('end', go(() => this.steps)),
    };
    this.scrub = element('input', { type: 'range', class: 'range', min: 0, step: 1 });
    this.scrub.addEventListener('input', () => on.step(this.scrub.valueAsNumber));
    this.scrub.addEventListener('change', on.settle);
    this.speed = element('select', { class: 'speed' });
    for (const speed of SPEEDS) this.speed.append(element('option', { value: speed }));
    this.speed.addEventListener('change', () => on.speed(Number(this.speed.value)));
    this.group = element('div', { class: 'buttons', role: 'group', dir: 'ltr' }, ...Object.values(this.buttons));
    this.root = element('div', { class: 'transport' }, this.group,
      element('div', { class: 'slider slider-scrub', dir: 'ltr' }, element('div', { class: 'track' }), this.scrub),
      this.speed);
  }

  /**
   * @param {TransportTarget} target
   * @param {(key: string, values?: Record<string, string | number>) => string} t
   */
  show(target, t) {
    const { step, steps, isPlaying, speed } = target;
    this.step = step;
    this.steps = steps;
    if (this.scrub.max !== String(steps)) this.scrub.max = String(steps);
    if (this.scrub.valueAsNumber !== step) this.scrub.value = String(step);
    mark(this.scrub, 'aria-valuetext', t('step-of', { step, steps }));
    // Not disabled: that would take the focus from the button that was pressed last.
    for (const name of /** @type {const} */ (['start', 'back'])) mark(this.buttons[name], 'aria-disabled', String(step === 0));
    for (const name of /** @type {const} */ (['forward', 'end'])) mark(this.buttons[name], 'aria-disabled', String(step === steps));
    const play = this.buttons.play;
    if (play.dataset.state !== String(isPlaying)) {
      play.dataset.state = String(isPlaying);
      play.replaceChildren(icon(ICONS[isPlaying ? 'pause' : 'play']));
    }
    this.#name(play, t(isPlaying ? 'transport.pause' : 'transport.play'));
    if (this.speed.value !== String(speed)) this.speed.value = String(speed);
  }

  /**
   * @param {(key: string, values?: Record<string, string | number>) => string} t
   */
  relabel(t) {
    for (const name of /** @type {const} */ (['start', 'back', 'forward', 'end'])) {
      this.#name(this.buttons[name], t(`transport.${name}`));
    }
    mark(this.group, 'aria-label', t('transport'));
    mark(this.scrub, 'aria-label', t('scrub'));
    mark(this.speed, 'aria-label', t('speed'));
    for (const option of this.speed.options) write(option, t('speed.value', { speed: option.value }));
  }

  /**
   * @param {HTMLElement} button
   * @param {string} name
   */
  #name(button, name) {
    mark(button, 'aria-label', name);
    mark(button, 'title', name);
  }
}
