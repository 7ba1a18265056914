// A table of a run's steps behind a disclosure; what makes its rows is loaded when it is opened.

import { reveal } from './disclosure.js';
import { element, mark, write } from './dom.js';

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Text */

export class StepTable {
  #summary = element('summary');
  #scroller = element('div', { class: 'table', tabindex: 0, role: 'group' });
  root = element('details', {}, this.#summary, this.#scroller);
  /** What the rows were made from. */
  #made = '';

  /** @type {Awaited<ReturnType<typeof reveal>>} */
  #code;
  /** @type {Text} */
  #t = (key) => key;

  /** @param {() => void} opened called when the reader has opened it, to fill it */
  constructor(opened) {
    this.root.addEventListener('toggle', async () => {
      if (this.isOpen) this.#code ??= await reveal(this.#scroller, this.#t);
      opened();
    });
  }

  get isOpen() {
    return this.root.open;
  }

  /** @param {Text} t */
  relabel(t) {
    this.#t = t;
    write(this.#summary, t('table'));
    mark(this.#scroller, 'aria-label', t('table'));
    this.#made = '';
  }

  /**
   * Fills the table, unless it holds that run already: the rows are many, and none of them tells of the step shown.
   * @param {string} run what tells this run from others
   * @param {string[]} heads of the columns, the step's first
   * @param {() => number[][]} rows the values of each step, without its number
   * @param {Text} t
   * @param {(row: number) => string} [named] what stands before a row, where that is not its number
   */
  fill(run, heads, rows, t, named = String) {
    if (!this.#code || !this.isOpen || run === this.#made) return;
    this.#made = run;
    this.#scroller.replaceChildren(this.#code.rowsOf(heads, rows(), t, named));
  }
}
