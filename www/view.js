// The seen half of a figure: its planes, controls and words. Its code is loaded when a figure of its kind is first to be seen.

/** @typedef {import('./figure-element.js').FigureElement} FigureElement */

/**
 * @abstract
 * @template {FigureElement} [Figure=any]
 */
export class View {
  /** @param {Figure} figure */
  constructor(figure) {
    this._figure = figure;
  }

  /** Fills the figure's `_body` and `_planes`. @param {import('./load.js').Models} _models */
  _build(_models) {}

  /** Writes the texts that depend on the language alone. */
  _label() {}

  /** Writes the model's state into the page. */
  _update() {}

  /** Returns the state in a sentence. */
  _sentence() {
    return '';
  }

  /** Called when what the reader was moving has settled. */
  _changed() {}

  /** The Rust half; there while the view is. @returns {Figure['_model']} */
  get _model() {
    return this._figure._model;
  }

  get _text() {
    return this._figure._text;
  }
}
