// What stands behind a disclosure: its code is loaded when it is first opened.

import { write } from './dom.js';
import { opened } from './parts.js';

/**
 * Returns the code; where it cannot be had, says why, and the next opening tries again.
 * @param {Element} told what says it
 * @param {import('./step-table.js').Text} t
 */
export async function reveal(told, t) {
  try {
    return await opened();
  } catch (error) {
    const { reason, detail } = /** @type {import('./load-error.js').LoadError} */ (error);
    write(told, t(`failed.${reason}`, { detail }));
    return undefined;
  }
}
