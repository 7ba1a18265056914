// The controls that the first figure does not have: seeds and choices.

import { NumberField } from './controls.js';
import { element, icon, mark, write } from './dom.js';

const DICE = 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM8 6.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zm4 4a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zm4 4a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3z';

/** A field for a seed, with a button for another one. */
class SeedControl {
  /**
   * @param {{ name: string }} options
   * @param {import('./controls.js').Listeners} on
   */
  constructor({ name }, on) {
    this.field = new NumberField({ name, keyStep: 1, least: 0 }, on.change);
    this.label = element('label', { for: this.field.input.id });
    this.button = element('button', { type: 'button', class: 'button button-seed' }, icon(DICE));
    this.button.addEventListener('click', () => {
      // Short enough to be written down; never the one there is.
      const other = Math.floor(Math.random() * 9999);
      this.field.forget();
      on.change(other >= (this.field.value ?? 0) ? other + 1 : other);
    });
    this.root = element('div', { class: `control-seed control-${name}` }, this.label, this.field.input, this.button);
  }

  /** Gives up what is being typed: another has set the value. */
  forget() {
    this.field.forget();
  }

  /** @param {number} value */
  show(value) {
    this.field.show(value);
  }

  /** @param {boolean} isInvalid */
  setInvalid(isInvalid) {
    this.field.setInvalid(isInvalid);
  }

  /**
   * @param {string} label
   * @param {string} buttonLabel
   */
  relabel(label, buttonLabel) {
    write(this.label, label);
    mark(this.button, 'aria-label', buttonLabel);
    mark(this.button, 'title', buttonLabel);
  }
}

/** One of a few words. */
class Choice {
  /**
   * @param {{ name: string, words: readonly string[] }} options
   * @param {(value: string) => void} change
   */
  constructor({ name, words }, change) {
    this.select = element('select', { class: 'select', id: `${name}-select` },
      ...words.map((word) => element('option', { value: word })));
    this.label = element('label', { for: this.select.id });
    this.select.addEventListener('change', () => change(this.select.value));
    this.root = element('div', { class: `choice choice-${name}` }, this.label, this.select);
  }

  // A choice has nothing half typed and nothing that could be refused.
  forget() {}
  setInvalid() {}

  /** @param {string} value */
  show(value) {
    if (this.select.value !== value) this.select.value = value;
  }

  /**
   * @param {string} label
   * @param {(word: string) => string} named
   */
  relabel(label, named) {
    write(this.label, label);
    for (const option of this.select.options) write(option, named(option.value));
  }
}

/** @typedef {import('./figure-element.js').FigureElement} Figure */

/**
 * Returns a field with a button for another seed that sets a property.
 * @param {Figure} figure @param {string} property @param {string} name
 */
export const seedControl = (figure, property, name) => figure._known(property, (on) => new SeedControl({ name }, on));

/** Returns a choice that sets a property. @param {Figure} figure @param {string} property */
export function choice(figure, property) {
  const { attribute: name, words = [] } = /** @type {import('./figure-element.js').Setting} */ (figure._settings.find((setting) => setting.property === property));
  return figure._known(property, ({ change }) => new Choice({ name, words }, change));
}
