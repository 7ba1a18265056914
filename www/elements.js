// The elements themselves: settings, what scripts can read and do, and the Rust half. What is seen of each is a view in a file of
// its own, which is loaded when it is first to be seen.

import { write } from './dom.js';
import { FigureElement, defineSettings, sharing, written } from './figure-element.js';
import { exact, grouped, toNumber } from './format.js';

/** In the order of the Rust half: full batch, mini-batches, single samples. */
const [FULL, MINI, SGD] = [0, 1, 2];

/** The most samples that a line is fitted to. */
const MOST_SAMPLES = 1_000_000;

const SAMPLING = ['replacement', 'epoch'];
const AXES = ['updates', 'epochs', 'gradients'];

/** @typedef {{ step: number, x: number, y: number, gradient: number }} DescentRow */

/** `<gradient-descent>`: one dimension, y = x². */
export class GradientDescent extends FigureElement {
  static kind = 'gradient-descent';
  /** @type {import('./figure-element.js').Part} */
  static part = 'base';

  /** @override @type {import('./figure-element.js').Setting[]} */
  static settings = [
    { property: 'learningRate', attribute: 'learning-rate', verb: 'setLearningRate' },
    { property: 'start', attribute: 'start', verb: 'setStart' },
    { property: 'steps', attribute: 'steps', verb: 'setSteps' },
    { property: 'step', attribute: 'step', verb: 'setStep', unset: 'showLast' },
  ];

  /** Every step of the run, step 0 the start; the values are exact. @returns {DescentRow[]} */
  get trajectory() {
    const values = this._model?.trajectory() ?? [];
    const rows = [];
    for (let at = 0; at < values.length; at += 3) {
      rows.push({ step: at / 3, x: values[at], y: values[at + 1], gradient: values[at + 2] });
    }
    return rows;
  }

  /** How the run behaves; null while the figure has failed. @returns {string | null} */
  get status() {
    return this._model?.status ?? null;
  }

  /** The first step whose y is not finite, or null. @returns {number | null} */
  get overflowStep() {
    return this._model?.overflowStep ?? null;
  }

  /** Returns a NumPy script that prints step, x and y of this run. @returns {Promise<string>} */
  async toPython() {
    const model = this._model ?? await this._ready();
    const { learningRate, start, steps } = model;
    const overflows = model.overflowStep !== undefined;
    const { descentScript } = await sharing();
    return descentScript({ learningRate, start, steps, overflows }, this._text);
  }

  /** @override */
  _detail() {
    return { ...super._detail(), status: this.status };
  }

  /** @override @returns {InstanceType<import('./load.js').Models['GradientDescentFigure']>} */
  get _model() {
    return super._model;
  }

  /** @override @param {import('./load.js').Models} models */
  _make({ GradientDescentFigure }) {
    return new GradientDescentFigure();
  }
}

/** @typedef {{ step: number, w: number, b: number, loss: number }} MinibatchRow */

/** `<minibatch-sgd>`: a line fitted to samples by full batch, mini-batches and single samples. */
export class MinibatchSgd extends FigureElement {
  static kind = 'minibatch-sgd';

  // Samples before the batch size, which they limit.
  /** @override @type {import('./figure-element.js').Setting[]} */
  static settings = [
    { property: 'samples', attribute: 'samples', verb: 'setSamples' },
    { property: 'noise', attribute: 'noise', verb: 'setNoise' },
    { property: 'dataSeed', attribute: 'data-seed', verb: 'setDataSeed' },
    { property: 'learningRate', attribute: 'learning-rate', verb: 'setLearningRate' },
    { property: 'batchSize', attribute: 'batch-size', verb: 'setBatchSize', follows: true },
    { property: 'seed', attribute: 'seed', verb: 'setSeed' },
    { property: 'sampling', attribute: 'sampling', verb: 'setSampling', words: SAMPLING },
    { property: 'steps', attribute: 'steps', verb: 'setSteps' },
    { property: 'axis', attribute: 'axis', verb: 'setAxis', words: AXES },
    { property: 'step', attribute: 'step', verb: 'setStep', unset: 'showLast' },
  ];

  /**
   * The runs of all three methods from step 0, as far as they are computed (`isComplete`); the values are exact.
   * @returns {Record<'full' | 'mini' | 'sgd', MinibatchRow[]>}
   */
  get trajectory() {
    const of = (/** @type {number} */ method) => {
      const values = this._model?.trajectory(method) ?? [];
      return Array.from({ length: values.length / 3 }, (_, step) => {
        const [w, b, loss] = values.subarray(3 * step, 3 * step + 3);
        return { step, w, b, loss };
      });
    };
    return { full: of(FULL), mini: of(MINI), sgd: of(SGD) };
  }

  /** The indices of the mini-batch that leads from the step shown to the next. @returns {number[]} */
  get batch() {
    return [...this._model?.batch() ?? []];
  }

  /** The learning rate below which the full batch converges: 2 / λ_max. @returns {number | null} */
  get limit() {
    return this._model?.limit ?? null;
  }

  /** The learning rate below which no single sample can blow up: 2 / max (xₙ² + 1). @returns {number | null} */
  get sgdLimit() {
    return this._model?.sgdLimit ?? null;
  }

  /** How the mini-batch method does; null while the figure has failed. @returns {string | null} */
  get status() {
    return this._model?.status ?? null;
  }

  /** Whether all that is on show is computed; large full batches take many frames. @returns {boolean} */
  get isComplete() {
    return this._model?.isComplete ?? true;
  }

  /**
   * Adds a sample while it learns; says why not if x or t is no number from −10⁹ to 10⁹.
   * @param {number} x @param {number} t
   * @returns {boolean} whether it was added
   */
  addSample(x, t) {
    const sample = /** @type {[number, number]} */ ([toNumber(x), toNumber(t)]);
    return this._act('sample', () => {
      this._model.addSample(...sample);
      this._edits.push({ step: Infinity, add: sample });
    }, `(${sample.map(exact).join(', ')})`);
  }

  /**
   * Removes a sample while it learns; says why not if there is none of that index or only two are left.
   * @param {number} index
   * @returns {boolean} whether it was removed
   */
  removeSample(index) {
    const isIndex = Number.isInteger(index) && index >= 0 && index < (this._model?.samples ?? 0);
    return this._act('removal', () => {
      this._model.removeSample(isIndex ? index : 2 ** 32 - 1);
      this._edits.push({ step: Infinity, remove: index });
    }, written(index));
  }

  /**
   * What was added and removed since the samples were drawn, with the step at which the runs went on from there; at 0
   * they began anew.
   * @type {import('./python.js').Edit[]}
   */
  _edits = [];

  /** @override */
  _accepted() {
    const { isEdited, editedAt } = this._model;
    if (!isEdited) this._edits = [];
    for (const edit of this._edits) edit.step = Math.min(edit.step, editedAt);
  }

  /**
   * Does once more what was done to the samples.
   * @param {import('./python.js').Edit} edit
   * @param {number} [batchSize] what holds from then on, which may be more than the samples drawn
   */
  _replay(edit, batchSize = 0) {
    this._call(() => this._model.setStep(edit.step));
    if ('add' in edit) this.addSample(...edit.add);
    else this.removeSample(edit.remove);
    if (batchSize > this._model.batchSize && batchSize <= this._model.samples) /** @type {any} */ (this).batchSize = batchSize;
  }

  /** @override @param {Map<string, any>} before */
  _restore(before) {
    const edits = this._edits;
    this._edits = [];
    for (const edit of edits) this._replay(edit, before.get('batchSize'));
    if (edits.length === 0) return;
    const setting = /** @type {import('./figure-element.js').Setting} */ (this._stepSetting);
    const step = this.getAttribute(setting.attribute);
    if (step === null) this._call(() => this._model.showLast());
    else this._keep(setting, toNumber(step));
  }

  /** @override */
  reset() {
    for (const method of [FULL, MINI, SGD]) this._call(() => this._model?.setShown(method, true));
    super.reset();
  }

  /** Returns a NumPy script that prints step, w, b and loss of the mini-batch run. @returns {Promise<string>} */
  async toPython() {
    const model = this._model ?? await this._ready();
    const { learningRate, batchSize, drawnSamples: samples, noise, dataSeed, seed, sampling, steps } = model;
    const overflows = model.overflowStep(MINI) !== undefined;
    const edits = [...this._edits];
    const { minibatchScript } = await sharing();
    return minibatchScript({ learningRate, batchSize, samples, noise, dataSeed, seed, sampling, steps, edits, overflows }, this._text);
  }

  /** @override */
  _detail() {
    return { ...super._detail(), status: this.status };
  }

  /** @override */
  _limits() {
    return { samples: grouped(this._model.samples), most: grouped(MOST_SAMPLES) };
  }

  /** @override @param {string} property */
  _kept(property) {
    const kept = super._kept(property);
    return property === 'sampling' || property === 'axis' ? this._text(`${property}.${kept}`) : kept;
  }

  /** @override @returns {InstanceType<import('./load.js').Models['MinibatchSgdFigure']>} */
  get _model() {
    return super._model;
  }

  /** @override @param {import('./load.js').Models} models */
  _make({ MinibatchSgdFigure }) {
    return new MinibatchSgdFigure();
  }
}

/** @typedef {{ step: number, x: number, y: number }} EscapeRow */

/** `<noise-escape>`: a shallow valley that mini-batches leave and a full batch does not. */
export class NoiseEscape extends FigureElement {
  static kind = 'noise-escape';

  /** @override @type {import('./figure-element.js').Setting[]} */
  static settings = [
    { property: 'learningRate', attribute: 'learning-rate', verb: 'setLearningRate' },
    { property: 'batchSize', attribute: 'batch-size', verb: 'setBatchSize' },
    { property: 'steps', attribute: 'steps', verb: 'setSteps' },
    { property: 'seed', attribute: 'seed', verb: 'setSeed' },
    { property: 'runs', attribute: 'runs', verb: 'setRuns' },
    { property: 'step', attribute: 'step', verb: 'setStep', unset: 'showLast' },
  ];

  /** Every step of the run shown, step 0 the start; the values are exact. @returns {EscapeRow[]} */
  get trajectory() {
    const values = this._model?.rows(0, this._model.steps) ?? [];
    return Array.from({ length: values.length / 3 }, (_, step) => ({ step, x: values[3 * step], y: values[3 * step + 1] }));
  }

  /** How the run shown ends; null while the figure has failed. @returns {string | null} */
  get status() {
    return this._model?.status ?? null;
  }

  /** The share of the runs counted so far that ended in the deep well. @returns {number | null} */
  get escaped() {
    return this._model?.count[1] ?? null;
  }

  /** The number of runs counted so far: while the figure is in view it rises to `runs`. @returns {number} */
  get runsDone() {
    return this._model?.count[0] ?? 0;
  }

  /** Returns a NumPy script that prints step, x and y of the run shown. @returns {Promise<string>} */
  async toPython() {
    const model = this._model ?? await this._ready();
    const { learningRate, batchSize, samples, seed, steps } = model;
    const overflows = model.overflowStep !== undefined;
    const { escapeScript } = await sharing();
    return escapeScript({ learningRate, batchSize, samples, seed, steps, overflows }, this._text);
  }

  /** @override */
  _detail() {
    return { ...super._detail(), status: this.status };
  }

  /** @override */
  _limits() {
    return { samples: grouped(this._model.samples) };
  }

  /** @override @returns {InstanceType<import('./load.js').Models['NoiseEscapeFigure']>} */
  get _model() {
    return super._model;
  }

  /** @override @param {import('./load.js').Models} models */
  _make({ NoiseEscapeFigure }) {
    return new NoiseEscapeFigure();
  }
}

/** @typedef {import('./measuring.js').Result} Result */

/** `<batch-throughput>`: what the batch size does to the speed of mini-batches, measured on the reader's computer. */
export class BatchThroughput extends FigureElement {
  static kind = 'batch-throughput';

  /** @override @type {import('./figure-element.js').Setting[]} */
  static settings = [
    { property: 'samples', attribute: 'samples', verb: 'setSamples' },
    { property: 'repeats', attribute: 'repeats', verb: 'setRepeats' },
    { property: 'dataSeed', attribute: 'data-seed', verb: 'setDataSeed' },
    { property: 'seed', attribute: 'seed', verb: 'setSeed' },
  ];

  /** @returns {import('./measuring.js').Row[]} */
  get _rows() {
    return this._model?.rows ?? [];
  }

  /** What is measured so far, by ascending batch size; the speed is that of the median. @returns {Result[]} */
  get results() {
    return this._model?.results ?? [];
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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Ends the pause between two pieces. */
  #wake = () => {};
  /** Why the last measuring ended early. @type {'' | 'clock' | 'hidden' | 'stopped'} */
  #halted = '';
  /** The steps of the clock, in milliseconds. */
  _clockMs = NaN;

  /**
   * Measures anew, unless it does already; ends when all is measured or something stops it.
   * @returns {Promise<Result[]>} what was measured
   */
  measure() {
    // One that was stopped ends first.
    if (this.#running && this.#halted) return this.#running.then(() => this.measure());
    if (!this._model && !this.matches(':state(failed)')) return this._ready().then((model) => (model ? this.measure() : []));
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
    await this._ready();
    document.addEventListener('visibilitychange', this.#onHidden);
    this.#onHidden();
    this._invalidate();
    if (!this.#halted) this._clockMs = await this._model.clockStep(() => this.#pause());
    if (!this.#halted) {
      try {
        this._model.start(this._clockMs);
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
    const message = this._halting();
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
    return { most: grouped(this._model.mostSamples) };
  }

  /** Says why the measuring ended early. */
  _halting() {
    return this.#halted && this._hasTexts ? this._text(`halted.${this.#halted}`) : '';
  }

  /** @override @returns {InstanceType<import('./load.js').Models['BatchThroughputFigure']>} */
  get _model() {
    return super._model;
  }

  /** @override @param {import('./load.js').Models} models */
  _make({ BatchThroughputFigure }) {
    return new BatchThroughputFigure();
  }
}

for (const figure of [GradientDescent, MinibatchSgd, NoiseEscape, BatchThroughput]) defineSettings(figure);
