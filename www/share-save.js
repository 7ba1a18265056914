// What a reader takes along of a figure: the run as a script, and files.

import { CopyButton } from './copy.js';
import { element, write } from './dom.js';

/** @typedef {import('./figure-element.js').FigureElement & { toPython?: () => Promise<string> }} Figure */

export class SavePart {
  #figure;
  #legend = element('legend');
  /** @type {CopyButton | undefined} */
  #python;
  root = element('fieldset', { class: 'share-save' }, this.#legend);

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
    const { toPython } = figure;
    this.root.hidden = !toPython;
    if (!toPython) return;
    this.#python = new CopyButton(() => toPython.call(figure));
    this.root.append(this.#python.root);
  }

  /** The name of the file that the picture is saved as. */
  get picture() {
    return `${this.#figure.localName}.png`;
  }

  refresh() {}

  relabel() {
    const t = this.#figure._text;
    write(this.#legend, t('save'));
    this.#python?.relabel(t, t('python.copy'));
  }
}
