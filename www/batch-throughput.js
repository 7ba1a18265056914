// <batch-throughput>: what the batch size does to the speed of mini-batches, measured on the reader's machine.

import { element, mark, write } from './dom.js';
import { FigureElement, defineSettings } from './figure-element.js';
import { grouped, rounded } from './format.js';
import { MOST_REPEATS, MOST_SAMPLES, measuring, median } from './measuring.js';
import { plane } from './plane.js';
import { StepTable } from './step-table.js';

/** How often the clock is read in a row to see it move, and how many such rows there are at most. */
const READINGS = 10_000;
const LOOKS = 60;

/** What is drawn, as the legend has it. */
const KEYS = /** @type {const} */ (['median', 'each', 'draws']);

/** @typedef {{ batchSize: number, epochMs: number[], gradientsPerSecond: number }} Result */

/** How often a batch size was measured. @param {import('./measuring.js').Row} row */
const COUNT = ({ epochMs }) => epochMs.length;

/** Returns a ratio or a share in two or three digits. @param {number} value */
const short = (value) => rounded(Number(value.toPrecision(value < 1 ? 2 : 3)));

export class BatchThroughput extends FigureElement {
  /** @override @type {import('./figure-element.js').Setting[]} */
  static settings = [
    { property: 'samples', attribute: 'samples', verb: 'setSamples' },
    { property: 'repeats', attribute: 'repeats', verb: 'setRepeats' },
    { property: 'dataSeed', attribute: 'data-seed', verb: 'setDataSeed' },
    { property: 'seed', attribute: 'seed', verb: 'setSeed' },
  ];

  /** What is measured so far, by ascending batch size; the median of its measurements gives the speed. @returns {Result[]} */
  get results() {
    const rows = this._model?.rows.filter((/** @type {import('./measuring.js').Row} */ { epochMs }) => epochMs.length > 0) ?? [];
    return rows.map((/** @type {import('./measuring.js').Row} */ { size, epochMs }) => ({
      batchSize: size, epochMs: [...epochMs], gradientsPerSecond: this._model.rate(median(epochMs)),
    }));
  }

  /** Whether it is measuring. @returns {boolean} */
  get isMeasuring() {
    return this.#running !== undefined;
  }

  /** The part of the measurements that is done, from 0 to 1. @returns {number} */
  get progress() {
    return this._model?.progress ?? 0;
  }

  /** The longest time, in milliseconds, that measuring has held the page at once. @returns {number} */
  get longestPieceMs() {
    return this._model?.longestMs ?? 0;
  }

  /** The measuring that goes on. @type {Promise<Result[]> | undefined} */
  #running;
  #timer = 0;
  /** Ends the pause between two pieces. */
  #wake = () => {};
  /** Why the last measuring ended before its end. @type {'' | 'clock' | 'hidden' | 'stopped'} */
  #halted = '';
  /** The steps of the clock, in milliseconds. */
  #clockMs = NaN;

  /**
   * Measures anew, unless it does already; ends when all is measured or something stops it.
   * @returns {Promise<Result[]>} what was measured
   */
  measure() {
    this.#running ??= this.#measure().finally(() => {
      this.#running = undefined;
      document.removeEventListener('visibilitychange', this.#onHidden);
      if (this._model && this.progress === 1) this._change();
      this._invalidate();
    });
    return this.#running;
  }

  /** Stops; whole measurements stay. */
  stop() {
    if (this.isMeasuring) this.#halt('stopped');
  }

  /** @param {'clock' | 'hidden' | 'stopped'} reason */
  #halt(reason) {
    this.#halted = reason;
    this._call(() => this._model?.stop());
    clearTimeout(this.#timer);
    this.#wake();
    write(this._announcement, this.#note());
    if (reason !== 'stopped') this._emit('figure-error', { reason, message: this.#note() });
    this._invalidate();
  }

  // What is measured in a page that the browser slows down is no measurement.
  #onHidden = () => {
    if (document.hidden && !this.#halted) this.#halt('hidden');
  };

  #pause() {
    return new Promise((resolve) => {
      this.#wake = () => resolve(undefined);
      this.#timer = setTimeout(resolve);
    });
  }

  async #measure() {
    this.#halted = '';
    if (!this._model || !this.isConnected) return [];
    document.addEventListener('visibilitychange', this.#onHidden);
    this.#onHidden();
    this._invalidate();
    await this.#look();
    if (!this.#halted && this._model) {
      try {
        this._model.start(this.#clockMs);
      } catch {
        this.#halt('clock');
      }
    }
    while (!this.#halted && this._model?.isMeasuring) {
      await this.#pause();
      if (this._model?.isMeasuring) this._call(() => this._model.piece(() => performance.now()));
      this._invalidate();
    }
    return this.results;
  }

  /** Looks at what steps the clock goes in: the least of some, for a busy machine makes some longer. */
  async #look() {
    let least = Infinity;
    for (let look = 0, seen = 0; look < LOOKS && seen < 5 && !this.#halted; look += 1) {
      await this.#pause();
      let before = performance.now();
      for (let reading = 0; reading < READINGS && seen < 5; reading += 1) {
        const now = performance.now();
        if (now > before) {
          least = Math.min(least, now - before);
          seen += 1;
        }
        before = now;
      }
    }
    this.#clockMs = least;
  }

  /** @override */
  _accepted() {
    if (!this.isMeasuring) this.#halted = '';
  }

  /** @override */
  disconnectedCallback() {
    this.stop();
    super.disconnectedCallback();
  }

  /** @override */
  play() {
    this.measure();
  }

  /** @override */
  pause() {
    this.stop();
  }

  /** @override */
  _detail() {
    return { ...super._detail(), results: this.results };
  }

  /** @override */
  _limits() {
    return { most: grouped(MOST_SAMPLES) };
  }

  /** @type {ReturnType<BatchThroughput['makeParts']> | undefined} */
  #parts;

  /** @override @param {import('./load.js').Wasm} wasm */
  _build({ BatchThroughputFigure }) {
    const parts = this.#parts = this.makeParts();
    this._body.append(
      element('header', { class: 'head' }, parts.verdict, element('p', { class: 'facts' }, ...parts.facts)),
      element('div', { class: 'row row-measure' }, parts.button, parts.bar),
      element('div', { class: 'planes planes-equal' }, ...parts.planes.map(({ root }) => root)),
      element('p', { class: 'keys' }, ...parts.keys.map(({ root }) => root)),
      element('div', { class: 'pair' }, parts.samples.root, parts.repeats.root),
      this._message,
      this._announcement,
      parts.hint,
      parts.table.root,
    );
    this._planes = parts.planes;
    return new (measuring(BatchThroughputFigure))();
  }

  /** @private */
  makeParts() {
    const button = element('button', { type: 'button', class: 'button button-play button-measure' });
    button.addEventListener('click', () => {
      if (this.isMeasuring) this.stop();
      else this.measure();
    });
    const planes = [plane('rate'), plane('time')];
    const empty = planes.map(({ stack }) => {
      const word = element('p', { class: 'empty' });
      stack.append(word);
      return word;
    });
    return {
      verdict: element('strong', { class: 'verdict', part: 'verdict' }),
      facts: [element('span'), element('span'), element('span')],
      planes,
      empty,
      keys: KEYS.map((name) => {
        const label = element('span');
        return { name, label, root: element('span', { class: `key key-${name}` }, element('span', { class: 'swatch' }), label) };
      }),
      button,
      bar: element('progress', { max: 1 }),
      samples: this._control('samples', { name: 'samples', min: 16, max: MOST_SAMPLES, step: 1, keyStep: 1, least: 2, isLog: true }),
      repeats: this._control('repeats', { name: 'repeats', min: 1, max: MOST_REPEATS, step: 1, keyStep: 1, least: 1 }),
      hint: element('p', { class: 'hint' }),
      table: new StepTable(() => this.#fillTable()),
    };
  }

  /** @override */
  _label() {
    const parts = this.#parts;
    if (!parts) return;
    const t = this._text;
    for (const name of /** @type {const} */ (['samples', 'repeats'])) parts[name].relabel(t(name), t('number', { label: t(name) }));
    write(parts.planes[0].title, t('plane.rate'));
    write(parts.planes[1].title, t('plane.time'));
    for (const { name, label } of parts.keys) write(label, t(`measured.${name}`));
    mark(parts.bar, 'aria-label', t('progress'));
    write(parts.hint, t('measure.hint'));
    parts.table.relabel((key) => t(key === 'table' ? 'measure.table' : key));
    this.#fillTable();
  }

  /** @override */
  _update() {
    const parts = this.#parts;
    const model = this._model;
    if (!parts || !model) return;
    const t = this._text;
    const isMeasuring = this.isMeasuring;
    const { samples, repeats } = model;
    write(parts.verdict, isMeasuring ? t('measuring', { percent: Math.floor(100 * model.progress) }) : this.#finding());
    mark(parts.verdict, 'data-tone', isMeasuring || !this.#isFaster() ? 'neutral' : 'converges');
    const count = Math.min(...model.rows.map(COUNT));
    write(parts.facts[0], t('measure.count', { count, repeats }));
    const [first, last] = [model.rows[0], model.rows[model.rows.length - 1]];
    const share = (/** @type {import('./measuring.js').Row} */ { epochMs, drawMs }) => `${short((100 * median(drawMs)) / median(epochMs))} %`;
    // Drawing alone is measured right after the whole.
    const isKnown = first.drawMs.length > 0 && last.drawMs.length > 0;
    write(parts.facts[1], isKnown ? t('measure.draws', { first: share(first), last: share(last), samples: grouped(samples) }) : '');
    write(parts.facts[2], this.#clockMs < Infinity ? t('measure.clock', { step: short(this.#clockMs) }) : '');

    for (const [at, { picture }] of parts.planes.entries()) mark(picture, 'aria-label', this.#describe(at));
    for (const word of parts.empty) write(word, this.results.length > 0 ? '' : isMeasuring ? t('measure.warming') : t('measure.none'));
    write(parts.button, t(isMeasuring ? 'measure.stop' : 'measure'));
    parts.bar.value = model.progress;
    for (const name of /** @type {const} */ (['samples', 'repeats'])) {
      parts[name].setInvalid(this._refused === name);
      parts[name].show(model[name]);
      parts[name].describe(grouped(model[name]));
    }
    const error = this._error;
    mark(this._message, 'data-kind', error || this.#halted === 'clock' ? 'error' : 'note');
    write(this._message, error || this.#note());
    this.#fillTable();
  }

  /** Says why the measuring ended before its end. */
  #note() {
    return this.#halted && this._text(`halted.${this.#halted}`, { step: Number.isFinite(this.#clockMs) ? short(this.#clockMs) : '> 10' });
  }

  /** The fastest batch size by median, and B = 1. */
  #ends() {
    const { results } = this;
    return { first: results[0], best: results.reduce((best, result) => (result.gradientsPerSecond > best.gradientsPerSecond ? result : best), results[0]) };
  }

  /** Whether the slowest measurement of the fastest batch size is faster than every one of B = 1. */
  #isFaster() {
    const { first, best } = this.#ends();
    return best !== undefined && first.batchSize === 1 && Math.max(...best.epochMs) < Math.min(...first.epochMs);
  }

  /** Says what the measurements come to. */
  #finding() {
    const t = this._text;
    if (this.results.length < this._model.rows.length) return t('measure.none');
    if (!this.#isFaster()) return t('measure.same');
    const { first, best } = this.#ends();
    return t('measure.faster', { batchSize: grouped(best.batchSize), ratio: short(best.gradientsPerSecond / first.gradientsPerSecond) });
  }

  /** Says what a plane shows. @param {number} at */
  #describe(at) {
    const { results } = this;
    if (results.length === 0) return this._text('measure.none');
    const value = (/** @type {Result} */ { gradientsPerSecond }) => rounded(at === 0 ? gradientsPerSecond : this._model.rate(gradientsPerSecond));
    const [first, last] = [results[0], results[results.length - 1]];
    return this._text(at === 0 ? 'sentence.rate' : 'sentence.time', {
      first: value(first), last: value(last), firstSize: grouped(first.batchSize), lastSize: grouped(last.batchSize),
    });
  }

  /** @override */
  _sentence() {
    return `${this.#finding()} ${this._text('measure.count', { count: Math.min(...this._model.rows.map(COUNT)), repeats: this._model.repeats })}`;
  }

  #fillTable() {
    if (!this._model) return;
    const t = this._text;
    const { results } = this;
    this.#parts?.table.fill(
      results.map(({ epochMs }) => epochMs.join()).join(';'),
      ['B', t('table.count'), t('table.median'), t('table.least'), t('table.most'), t('table.draws'), t('plane.rate')],
      () => results.map(({ batchSize, epochMs, gradientsPerSecond }) => {
        const { drawMs } = this._model.rows.find((/** @type {import('./measuring.js').Row} */ { size }) => size === batchSize);
        return [epochMs.length, median(epochMs), Math.min(...epochMs), Math.max(...epochMs), median(drawMs), gradientsPerSecond];
      }),
      t,
      (row) => grouped(results[row].batchSize),
    );
  }
}

defineSettings(BatchThroughput);
