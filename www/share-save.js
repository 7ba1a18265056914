// What a reader takes along of a figure: pictures, the steps as a table, the run as a script.

import { CopyButton } from './copy.js';
import { element, mark, write } from './dom.js';
import { animation, Cancelled, download, fileName, NoCanvas, numbers, picturePng, pictureSvg } from './export.js';

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
  /** What is being made and takes long, and what ends it. @type {{ kind: Kind, cancel: AbortController } | undefined} */
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
    button.addEventListener('click', () => {
      if (!this.#making) this.#save(kind);
      else if (this.#making.kind === kind) this.#making.cancel.abort();
    });
    return button;
  }

  /** @param {Kind} kind */
  async #save(kind) {
    const t = this.#figure._text;
    const name = fileName(this.#figure, kind);
    try {
      download(await this.#made(kind), name, TYPES[kind]);
      write(this.#told, t('save.done', { name }));
    } catch (error) {
      if (error instanceof Cancelled) write(this.#told, t('save.cancelled', { what: kind.toUpperCase() }));
      else write(this.#told, error instanceof NoCanvas ? t('save.no-canvas') : t('save.failed', { detail: String(error) }));
    }
  }

  /** @param {Kind} kind @returns {Promise<Blob | string>} */
  async #made(kind) {
    if (kind === 'svg') return pictureSvg(this.#figure);
    if (kind === 'png') return picturePng(this.#figure);
    const cancel = new AbortController();
    this.#making = { kind, cancel };
    this.#showMaking();
    try {
      const making = { onProgress: (/** @type {number} */ share) => { this.#bar.value = share; }, signal: cancel.signal };
      return await (kind === 'gif' ? animation(this.#figure, making) : numbers(this.#figure, making));
    } finally {
      this.#making = undefined;
      this.#showMaking();
    }
  }

  #showMaking() {
    const t = this.#figure._text;
    const made = this.#making?.kind;
    write(this.#told, '');
    this.#bar.hidden = !made;
    // Until it is known how far it is.
    this.#bar.removeAttribute('value');
    for (const kind of /** @type {Kind[]} */ (Object.keys(this.#buttons))) {
      const button = this.#buttons[kind];
      write(button, kind === made ? t('save.cancel', { what: kind.toUpperCase() }) : t(`save.${kind}`));
      mark(button, 'aria-disabled', String(made !== undefined && kind !== made));
    }
    if (made) mark(this.#bar, 'aria-label', t(`save.${made}`));
  }

  refresh() {
    this.#buttons.csv.hidden = this.#figure.results?.length === 0;
    this.#python?.refresh();
  }

  relabel() {
    const t = this.#figure._text;
    write(this.#legend, t('save'));
    this.#showMaking();
    this.#python?.relabel(t, t('python.copy'));
  }
}
