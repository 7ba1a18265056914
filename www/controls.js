// The controls of every figure: numbers with and without a slider, and the transport.

import { element, icon, mark, write } from './dom.js';
import { Slider } from './slider.js';

/**
 * What a control tells: `input` while it moves, `change` when it has settled; a text that is no number comes as it is.
 * @typedef {{ input: (value: number | string) => void, change: (value: number | string) => void }} Listeners
 */

/** A field for any number. */
export class NumberField {
  /**
   * @param {{ name: string, keyStep: number, least?: number }} options
   * @param {(value: number | string) => void} change
   */
  constructor({ name, keyStep, least = -Infinity }, change) {
    this.change = change;
    this.isTyping = false;
    this.input = element('input', { type: 'number', class: 'number', id: `${name}-number`, step: keyStep });
    if (Number.isFinite(least)) this.input.min = String(least);
    // What is typed counts when it is done: 10001 on its way is 1000, and that is nobody's wish.
    this.input.addEventListener('input', () => { this.isTyping = true; });
    const done = () => {
      this.isTyping = false;
      change(this.input.validity.badInput ? NaN : this.input.value);
    };
    this.input.addEventListener('change', done);
    // No change is told of where the text is again what it was at first.
    this.input.addEventListener('blur', () => { if (this.isTyping) done(); });
    /** The value shown. @type {number | undefined} */
    this.value = undefined;
    this.input.addEventListener('keydown', (event) => {
      const jump = jumpOf(event);
      if (jump !== undefined && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) this.jump(event, jump, keyStep, least, Infinity);
    });
  }

  /**
   * Goes on by so many steps from the value shown.
   * @param {KeyboardEvent} event
   * @param {number} jump
   * @param {number} step
   * @param {number} min
   * @param {number} max
   */
  jump(event, jump, step, min, max) {
    event.preventDefault();
    const value = this.value ?? 0;
    // A value that the field took beyond the slider's end is not pulled back by a key that points away.
    if (jump > 0 ? value >= max : value <= min) return;
    // Whole multiples of the step, without the noise of repeated sums.
    const clean = Number((Math.round((value + jump * step) / step) * step).toPrecision(12));
    this.jumpTo(event, Math.min(max, Math.max(min, clean)));
  }

  /** Goes to a value by a key. @param {KeyboardEvent} event @param {number} value */
  jumpTo(event, value) {
    event.preventDefault();
    // Known at once, for the next key may come before the next frame shows it.
    this.value = value;
    this.isTyping = false;
    this.change(value);
  }

  /** Gives up what is being typed: another has set the value. */
  forget() {
    this.isTyping = false;
    this.setInvalid(false);
  }

  /** Shows a value that was accepted. @param {number} value */
  show(value) {
    // A refused attribute leaves no text of its own here.
    const isFirst = this.input.value === '' && this.value === undefined;
    this.value = value;
    if (isFirst) this.input.value = String(value);
    if (!this.isTyping && this.input.value !== String(value) && !this.isInvalid) this.input.value = String(value);
  }

  /** Whether the field shows a text that was not accepted. */
  get isInvalid() {
    return this.input.getAttribute('aria-invalid') === 'true';
  }

  /** @param {boolean} isInvalid */
  setInvalid(isInvalid) {
    mark(this.input, 'aria-invalid', String(isInvalid));
  }
}

/**
 * How many key steps a key means, if any.
 * @param {KeyboardEvent} event
 */
function jumpOf(event) {
  const jumps = /** @type {Record<string, number>} */ ({
    ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10,
  });
  return event.altKey || event.ctrlKey || event.metaKey ? undefined : jumps[event.key];
}

/**
 * @typedef {object} NumberOptions
 * @property {string} name stands in ids and classes
 * @property {number} min of the slider
 * @property {number} max of the slider; the number field takes more
 * @property {number} step of the slider while it is dragged
 * @property {number} keyStep of the arrow keys and of the number field
 * @property {number} [least] the least number the field takes
 * @property {number[]} [snaps] values at which a dragged slider catches
 * @property {boolean} [isLog] whether equal ways on the slider are equal factors, over whole numbers; keys go by a tenth then
 */

/** A slider with a number field. The field takes any number; the slider shows it as near as it can. */
export class NumberControl {
  /**
   * @param {NumberOptions} options
   * @param {Listeners} on
   */
  constructor(options, on) {
    this.options = options;
    this.on = on;
    const { name, min, max, step, isLog } = options;
    this.max = max;
    this.field = new NumberField(options, on.change);
    this.label = element('label', { for: this.field.input.id });
    const ends = isLog ? { min: 0, max: 1, step: 0.001 } : { min, max, step };
    this.slider = new Slider(ends);
    this.range = this.slider.range;
    this.root = element('div', { class: `control control-${name}` }, this.label, this.slider.root, this.field.input);
    this.range.addEventListener('keydown', (event) => this.press(event));
    this.range.addEventListener('input', () => on.input(this.#snapped()));
    this.range.addEventListener('change', () => on.change(this.#snapped()));
  }

  /** Moves by a key, also by one that was pressed on another part of the figure. @param {KeyboardEvent} event */
  press(event) {
    const jump = jumpOf(event);
    const ends = /** @type {Record<string, number>} */ ({ Home: this.options.min, End: this.max });
    if (jump !== undefined) this.field.jump(event, ...this.#keyStep(jump), this.options.min, this.max);
    else if (event.key in ends && event.target !== this.range) this.field.jumpTo(event, ends[event.key]);
  }

  /** Gives up what is being typed: another has set the value. */
  forget() {
    this.field.forget();
  }

  /** Moves the slider's upper end. @param {number} max */
  setMax(max) {
    this.max = max;
    if (!this.options.isLog && this.range.max !== String(max)) this.range.max = String(max);
  }

  /**
   * How many steps of what size a key means.
   * @param {number} jump
   * @returns {[number, number]}
   */
  #keyStep(jump) {
    const { keyStep, isLog } = this.options;
    const value = this.field.value ?? 0;
    // A tenth of the value, or all of it, at least one.
    if (isLog) return [Math.sign(jump) * Math.max(1, Math.round(value * (Math.abs(jump) > 1 ? (jump > 0 ? 1 : 0.5) : 0.1))), 1];
    return [jump, keyStep];
  }

  #snapped() {
    const position = this.range.valueAsNumber;
    const { snaps = [], step, min, isLog } = this.options;
    if (isLog) return Math.round(min * (this.max / min) ** position);
    return (this.slider.isHeld && snaps.find((snap) => Math.abs(snap - position) <= 4 * step)) || position;
  }

  /**
   * Shows a value that was accepted.
   * @param {number} value
   */
  show(value) {
    this.field.show(value);
    if (this.slider.isHeld) return;
    const { min, isLog } = this.options;
    this.range.value = String(isLog ? Math.log(value / min) / Math.log(this.max / min) || 0 : value);
  }

  /** @param {boolean} isInvalid */
  setInvalid(isInvalid) {
    this.field.setInvalid(isInvalid);
  }

  /**
   * @param {string} label
   * @param {string} numberLabel
   */
  relabel(label, numberLabel) {
    write(this.label, label);
    mark(this.range, 'aria-label', label);
    mark(this.field.input, 'aria-label', numberLabel);
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
    const slider = new Slider({ min: 0, step: 1 });
    slider.root.classList.add('slider-scrub');
    this.scrub = slider.range;
    this.scrub.addEventListener('input', () => on.step(this.scrub.valueAsNumber));
    this.scrub.addEventListener('change', on.settle);
    this.speed = element('select', { class: 'speed' });
    for (const speed of SPEEDS) this.speed.append(element('option', { value: speed }));
    this.speed.addEventListener('change', () => this.speed.value && on.speed(Number(this.speed.value)));
    this.group = element('div', { class: 'buttons', role: 'group', dir: 'ltr' }, ...Object.values(this.buttons));
    this.root = element('div', { class: 'transport' }, this.group, slider.root, this.speed);
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
