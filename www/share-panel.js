// What a reader shares a figure with: the figure as it is now, for another page.

import { element } from './dom.js';

export class SharePanel {
  root = element('div', { class: 'share-panel' });

  /** @param {import('./figure-element.js').FigureElement} figure */
  constructor(figure) {
    this._figure = figure;
    this.refresh();
  }

  /** Shows the figure's present state in the figure's language. */
  refresh() {}
}
