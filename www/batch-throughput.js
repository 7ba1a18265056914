// <batch-throughput>: what the batch size does to the speed of mini-batches, measured on the reader's machine.

import { element, mark, write } from './dom.js';
import { FigureElement, defineSettings } from './figure-element.js';
import { grouped, rounded } from './format.js';
import { MOST_REPEATS, MOST_SAMPLES, clockStep, measuring, median } from './measuring.js';
import { plane } from './plane.js';
import { StepTable } from './step-table.js';

/** What the planes show, and what the legend tells of it. */
const PLANES = /** @type {const} */ (['rate', 'time']);
const KEYS = /** @type {const} */ (['median', 'each', 'part']);

/** The settings that have controls. */
const CONTROLS = /** @type {const} */ (['samples', 'repeats']);

/** @typedef {{ batchSize: number, epochMs: number[], gradientsPerSecond: number }} Result */

/** Returns a measured number in two digits: more would be noise. @param {number} value */
const short = (value) => rounded(Number(value.toPrecision(2)));

export class BatchThroughput extends FigureElement {
  /** @override @type {import('./figure-element.js').Setting[]} */
  static settings = [
    { property: 'samples', attribute: 'samples', verb: 'setSamples' },
    { property: 'repeats', attribute: 'repeats', verb: 'setRepeats' },
    { property: 'dataSeed', attribute: 'data-seed', verb: 'setDataSeed' },
    { property: 'seed', attribute: 'seed', verb: 'setSeed' },
  ];

  /** @returns {import('./measuring.js').Row[]} */
  get #rows() {
    return this._model?.rows ?? [];
  }

  /** What is measured so far, by ascending batch size; the speed is that of the median. @returns {Result[]} */
  get results() {
    return this.#rows.filter(({ epochMs }) => epochMs.length > 0).map(({ size, epochMs }) => ({
      batchSize: size, epochMs: [...epochMs], gradientsPerSecond: this._model.rate(median(epochMs)),
    }));
  }

  /** Whether it is measuring. @returns {boolean} */
  get isMeasuring() {
    return this.#running !== undefined && !this.#halted;
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
  /** Why the last measuring ended early. @type {'' | 'clock' | 'hidden' | 'stopped'} */
  #halted = '';
  /** The steps of the clock, in milliseconds. */
  #clockMs = NaN;

  /**
   * Measures anew, unless it does already; ends when all is measured or something stops it.
   * @returns {Promise<Result[]>} what was measured
   */
  measure() {
    // One that was stopped ends first.
    if (this.#running && this.#halted) return this.#running.then(() => this.measure());
    if (!this._model || !this.isConnected) return Promise.resolve(this.results);
    this.#running ??= this.#measure().finally(() => {
      this.#running = undefined;
      document.removeEventListener('visibilitychange', this.#onHidden);
      if (!this.#halted && this.progress === 1) this._change();
      this._invalidate();
    });
    return this.#running;
  }

  async #measure() {
    this.#halted = '';
    document.addEventListener('visibilitychange', this.#onHidden);
    this.#onHidden();
    this._invalidate();
    if (!this.#halted) this.#clockMs = await clockStep(() => this.#pause());
    if (!this.#halted) {
      try {
        this._model.start(this.#clockMs);
      } catch {
        this.#halt('clock');
      }
    }
    while (this._model?.isMeasuring) {
      await this.#pause();
      if (this._model?.isMeasuring) this._call(() => this._model.piece());
      this._invalidate();
    }
    return this.results;
  }

  /** Lets the page live between two pieces. @returns {Promise<boolean>} whether to go on */
  #pause() {
    return new Promise((resolve) => {
      this.#wake = () => resolve(!this.#halted);
      this.#timer = setTimeout(this.#wake);
    });
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
    const message = this.#note();
    write(this._announcement, message);
    if (reason !== 'stopped') this._emit('figure-error', { reason, message });
    this._invalidate();
  }

  /** A browser slows down what is out of sight: no measurement. */
  #onHidden = () => {
    if (document.hidden && !this.#halted) this.#halt('hidden');
  };

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
  _accepted() {
    if (!this.isMeasuring) this.#halted = '';
  }

  /** @override */
  _detail() {
    return { ...super._detail(), results: this.results };
  }

  /** @override */
  _limits() {
    return { most: grouped(MOST_SAMPLES) };
  }

  /** @type {ReturnType<BatchThroughput['_makeParts']> | undefined} */
  #parts;

  /** @override @param {import('./load.js').Wasm} wasm */
  _build({ BatchThroughputFigure }) {
    const parts = this.#parts = this._makeParts();
    this._body.append(
      element('header', { class: 'head head-measure' }, parts.verdict, element('p', { class: 'facts' }, ...parts.facts)),
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

  /** What it is made of. */
  _makeParts() {
    const button = element('button', { type: 'button', class: 'button button-play button-measure' });
    button.addEventListener('click', () => (this.isMeasuring ? this.stop() : this.measure()));
    const planes = PLANES.map(plane);
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
    for (const name of CONTROLS) parts[name].relabel(t(name), t('number', { label: t(name) }));
    for (const [at, { title }] of parts.planes.entries()) write(title, t(`plane.${PLANES[at]}`));
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
    const { isMeasuring, results } = this;
    write(parts.verdict, isMeasuring ? t('measuring', { percent: Math.floor(100 * model.progress) }) : this.#finding());
    mark(parts.verdict, 'data-tone', isMeasuring || !this.#fastest() ? 'neutral' : 'converges');
    const [first, last] = [this.#rows[0], this.#rows[this.#rows.length - 1]];
    const share = (/** @type {import('./measuring.js').Row} */ { epochMs, partMs }) => short((100 * median(partMs)) / median(epochMs));
    const facts = [
      this.#count(),
      first.partMs.length > 0 && last.partMs.length > 0 ? t('measure.part', { first: share(first), last: share(last), samples: grouped(last.size) }) : '',
      this.#clockMs < Infinity ? t('measure.clock', { step: short(this.#clockMs) }) : '',
    ];
    facts.forEach((fact, at) => write(parts.facts[at], fact));

    for (const [at, { picture, title }] of parts.planes.entries()) {
      const values = this.#rows.map(({ epochMs }) => (at === 0 ? model.rate(median(epochMs)) : median(epochMs)));
      mark(picture, 'aria-label', results.length < values.length ? t('measure.none') : t('sentence.measured', {
        title: String(title.textContent), first: rounded(values[0]), last: rounded(values[values.length - 1]), samples: grouped(last.size),
      }));
      write(parts.empty[at], results.length > 0 ? '' : t(isMeasuring ? 'measure.warming' : 'measure.none'));
    }
    write(parts.button, t(isMeasuring ? 'measure.stop' : 'measure'));
    parts.bar.value = model.progress;
    for (const name of CONTROLS) {
      parts[name].setInvalid(this._refused === name);
      parts[name].show(model[name]);
      parts[name].describe(grouped(model[name]));
    }
    this._tell(this.#note());
    this.#fillTable();
  }

  /** Says why the measuring ended early. */
  #note() {
    return this.#halted && this._text(`halted.${this.#halted}`);
  }

  /** Says how often each batch size was measured. */
  #count() {
    return this._text('measure.count', { count: Math.min(...this.#rows.map(({ epochMs }) => epochMs.length)), repeats: this._model.repeats });
  }

  /** Returns the fastest batch size by median, where its slowest measurement is faster than each of B = 1. */
  #fastest() {
    const { results } = this;
    if (results.length < this.#rows.length) return undefined;
    const fastest = results.reduce((best, result) => (result.gradientsPerSecond > best.gradientsPerSecond ? result : best));
    return Math.max(...fastest.epochMs) < Math.min(...results[0].epochMs) ? fastest : undefined;
  }

  /** Says what the measurements come to. */
  #finding() {
    const t = this._text;
    const { results } = this;
    if (results.length < this.#rows.length) return t(results.length > 0 ? 'measure.some' : 'measure.none');
    const fastest = this.#fastest();
    if (!fastest) return t('measure.same');
    return t('measure.faster', { batchSize: grouped(fastest.batchSize), ratio: short(fastest.gradientsPerSecond / results[0].gradientsPerSecond) });
  }

  /** @override */
  _sentence() {
    return `${this.#finding()} ${this.#count()}`;
  }

  #fillTable() {
    const t = this._text;
    const rows = this.#rows.filter(({ epochMs }) => epochMs.length > 0);
    this.#parts?.table.fill(
      rows.map(({ epochMs, partMs }) => [epochMs, partMs].join()).join(';'),
      ['B', t('table.count'), t('plane.time'), t('table.least'), t('table.most'), t('measured.part'), t('plane.rate')],
      () => rows.map(({ epochMs, partMs }) => {
        const middle = median(epochMs);
        return [epochMs.length, middle, Math.min(...epochMs), Math.max(...epochMs), median(partMs), this._model.rate(middle)];
      }),
      t,
      (row) => grouped(rows[row].size),
    );
  }
}

defineSettings(BatchThroughput);
