// A table of a run's steps behind a disclosure.

import { element, mark, write } from './dom.js';
import { rounded } from './format.js';

/** The table shows this many rows at most: the first and the last of a long run. */
const MOST_ROWS = 200;

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Text */

export class StepTable {
  #summary = element('summary');
  #scroller = element('div', { class: 'table', tabindex: 0, role: 'group' });
  root = element('details', {}, this.#summary, this.#scroller);
  /** What the rows were made from. */
  #made = '';

  /** @param {() => void} opened called when the reader opens it, to fill it */
  constructor(opened) {
    this.root.addEventListener('toggle', opened);
  }

  get isOpen() {
    return this.root.open;
  }

  /** @param {Text} t */
  relabel(t) {
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
    if (!this.isOpen || run === this.#made) return;
    this.#made = run;
    const all = rows();
    const isLong = all.length > MOST_ROWS;
    const half = MOST_ROWS / 2;
    const body = element('tbody');
    const add = (/** @type {number} */ from, /** @type {number} */ to) => {
      for (let step = from; step < to; step += 1) {
        body.append(element('tr', {}, element('th', { scope: 'row' }, named(step)),
          ...all[step].map((value) => element('td', {}, rounded(value)))));
      }
    };
    add(0, isLong ? half : all.length);
    if (isLong) {
      const count = all.length - MOST_ROWS;
      body.append(element('tr', {}, element('td', { colspan: heads.length }, t('table.left-out', { count }))));
      add(all.length - half, all.length);
    }
    this.#scroller.replaceChildren(element('table', {},
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))), body));
  }
}
