// A button that copies a text; where the clipboard is closed to the page, the text is shown and selected.

import { element, write } from './dom.js';

export class CopyButton {
  #text;
  #told = element('span', { role: 'status' });
  #field;
  #isShown;
  /** What was told of last, while that is still to be seen. @type {string | undefined} */
  #spoken;
  button = element('button', { type: 'button', class: 'chip' });
  root = element('div', { class: 'copy' }, this.button, this.#told);
  /** @type {import('./step-table.js').Text | undefined} */
  #t;

  /** @param {() => string | Promise<string>} text @param {HTMLTextAreaElement} [shown] where the text is to be seen anyway */
  constructor(text, shown) {
    this.#text = text;
    this.#field = shown ?? element('textarea', { class: 'copy-text', rows: 8, hidden: true, readonly: true, spellcheck: 'false' });
    if (!shown) this.root.append(this.#field);
    this.#isShown = shown !== undefined;
    this.button.addEventListener('click', () => this.#copy());
  }

  async #copy() {
    const text = await this.#text();
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(text);
      isCopied = true;
    } catch {
      this.#field.value = text;
    }
    this.#field.hidden = isCopied && !this.#isShown;
    if (!isCopied) this.#field.select();
    write(this.#told, this.#t?.(isCopied ? 'copy.done' : 'copy.select') ?? '');
    this.#spoken = text;
  }

  /** Takes back what was told of a text that is another by now. */
  async refresh() {
    if (this.#spoken === undefined || await this.#text() === this.#spoken) return;
    this.#forget();
  }

  #forget() {
    this.#spoken = undefined;
    if (!this.#isShown) this.#field.hidden = true;
    write(this.#told, '');
  }

  /** @param {import('./step-table.js').Text} t @param {string} label */
  relabel(t, label) {
    this.#t = t;
    write(this.button, label);
    if (!this.#isShown) this.#field.setAttribute('aria-label', label);
    this.#forget();
  }
}
