// The rows of a run's table.

import { element } from './dom.js';
import { rounded } from './format.js';

/** The table shows this many rows at most: the first and the last of a long run. */
const MOST_ROWS = 200;

/**
 * Returns the table.
 * @param {string[]} heads of the columns, the step's first
 * @param {number[][]} all the values of each step, without its number
 * @param {import('./step-table.js').Text} t
 * @param {(row: number) => string} named what stands before a row
 */
export function rowsOf(heads, all, t, named) {
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
  return element('table', {},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))), body);
}
