// What a reader takes along of a figure: pictures, the steps as a table, the run as a script.

import { CopyButton } from './copy.js';
import { element, mark, write } from './dom.js';
import { animation, Cancelled, download, fileName, NoCanvas, picturePng, pictureSvg, stepsCsv } from './export.js';

/** @typedef {import('./figure-element.js').FigureElement & { toPython?: () => Promise<string>, results?: unknown[] }} Figure */

/** What is saved, in this order. @typedef {'svg' | 'png' | 'gif' | 'csv'} Kind */

/** The content types of texts. @type {Partial<Record<Kind, string>>} */
const TYPES = { svg: 'image/svg+xml', csv: 'text/csv' };

export class SavePart {
  #figure;
  #legend = element('legend');
  /** @type {Record<Kind, HTMLButtonElement>} */
  #buttons = { svg: this.#button('svg'), png: this.#button('png'), gif: this.#button('gif'), csv: this.#button('csv') };
  #bar = element('progress', { max: 1, hidden: true });
  #told = element('p', { role: 'status', class: 'hint' });
  /** @type {CopyButton | undefined} */
  #python;
  /** Ends the moving picture that is being made. @type {AbortController | undefined} */
  #making;
  root;

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
    const { toPython } = figure;
    if (toPython) this.#python = new CopyButton(() => toPython.call(figure));
    // What is measured has no steps that could move.
    this.#buttons.gif.hidden = !figure._stepSetting;
    this.root = element('fieldset', { class: 'share-save' },
      this.#legend, ...Object.values(this.#buttons), ...(this.#python ? [this.#python.root] : []), this.#bar, this.#told);
  }

  /** The name of the file that the picture is saved as. */
  get picture() {
    return fileName(this.#figure, 'png');
  }

  /** @param {Kind} kind */
  #button(kind) {
    const button = element('button', { type: 'button', class: 'chip' });
    button.addEventListener('click', () => (this.#making && kind === 'gif' ? this.#making.abort() : this.#save(kind)));
    return button;
  }

  /** @param {Kind} kind */
  async #save(kind) {
    const t = this.#figure._text;
    // While the steps pass by for a moving picture, the figure is not what the reader set.
    if (this.#making) return;
    const name = fileName(this.#figure, kind);
    try {
      download(await this.#made(kind), name, TYPES[kind]);
      write(this.#told, t('save.done', { name }));
    } catch (error) {
      if (error instanceof Cancelled) write(this.#told, t('save.cancelled'));
      else write(this.#told, error instanceof NoCanvas ? t('save.no-canvas') : t('save.failed', { detail: String(error) }));
    }
  }

  /** @param {Kind} kind @returns {Promise<Blob | string>} */
  async #made(kind) {
    if (kind === 'svg') return pictureSvg(this.#figure);
    if (kind === 'png') return picturePng(this.#figure);
    return kind === 'csv' ? stepsCsv(this.#figure) : this.#moving();
  }

  async #moving() {
    this.#making = new AbortController();
    this.#showMaking();
    try {
      return await animation(this.#figure, { onProgress: (share) => { this.#bar.value = share; }, signal: this.#making.signal });
    } finally {
      this.#making = undefined;
      this.#showMaking();
    }
  }

  #showMaking() {
    const t = this.#figure._text;
    write(this.#told, '');
    this.#bar.hidden = !this.#making;
    this.#bar.value = 0;
    write(this.#buttons.gif, t(this.#making ? 'save.cancel' : 'save.gif'));
    for (const [kind, button] of Object.entries(this.#buttons)) {
      if (kind !== 'gif') mark(button, 'aria-disabled', String(Boolean(this.#making)));
    }
  }

  refresh() {
    this.#buttons.csv.hidden = this.#figure.results?.length === 0;
  }

  relabel() {
    const t = this.#figure._text;
    write(this.#legend, t('save'));
    for (const kind of /** @type {Kind[]} */ (Object.keys(this.#buttons))) write(this.#buttons[kind], t(`save.${kind}`));
    mark(this.#bar, 'aria-label', t('save.gif'));
    this.#showMaking();
    this.#python?.relabel(t, t('python.copy'));
  }
}
