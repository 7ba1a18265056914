// <minibatch-sgd>: a line fitted to samples by full batch, mini-batches and single samples.

import { CopyButton } from './copy.js';
import { element, icon, mark, write } from './dom.js';
import { FigureElement, defineSettings, sharing, written } from './figure-element.js';
import { exact, grouped, isRounded, rounded, toNumber } from './format.js';
import { OutcomeMap } from './outcome-map.js';
import { PaintedTrack } from './painted-track.js';
import { plane } from './plane.js';
import { SampleEditor } from './sample-editor.js';
import { StepTable } from './step-table.js';

/** In the order of the Rust half: full batch, mini-batches, single samples. */
const METHODS = /** @type {const} */ (['full', 'mini', 'sgd']);
const [FULL, MINI, SGD] = [0, 1, 2];

/** Which colour a status takes. @type {Record<string, string>} */
const TONES = { still: 'neutral', converging: 'converges', unsteady: 'swings', diverging: 'diverges' };

/** Samples that the slider reaches. */
const LEAST_SAMPLES = 10;
const MOST_SAMPLES = 1_000_000;

/** What a preset sets, in the order of a row of the Rust half. */
const PRESET = /** @type {const} */ (['learningRate', 'batchSize', 'samples', 'noise', 'dataSeed', 'seed', 'sampling', 'steps']);

const SAMPLING = ['replacement', 'epoch'];
const AXES = ['updates', 'epochs', 'gradients'];

/** @typedef {{ step: number, w: number, b: number, loss: number }} Row */

export class MinibatchSgd extends FigureElement {
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
   * @returns {Record<'full' | 'mini' | 'sgd', Row[]>}
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

  /** Returns a NumPy script that prints step, w, b and loss of the mini-batch run. @returns {Promise<string>} */
  async toPython() {
    const { learningRate, batchSize, drawnSamples: samples, noise, dataSeed, seed, sampling, steps } = this._model;
    const overflows = this._model.overflowStep(MINI) !== undefined;
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

  /** @type {ReturnType<MinibatchSgd['_makeParts']> | undefined} */
  #parts;

  /** @override @param {import('./load.js').Wasm} wasm */
  _build({ MinibatchSgdFigure }) {
    const parts = this.#parts = this._makeParts(MinibatchSgdFigure.presets(), MinibatchSgdFigure.mostRate());
    const { controls } = parts;
    this._body.append(
      element('header', { class: 'head' }, parts.verdict, parts.facts),
      element('div', { class: 'planes planes-three' }, ...parts.planes.map(({ root }) => root)),
      element('div', { class: 'legend', role: 'group', 'aria-labelledby': 'legend-label' },
        parts.legendLabel, ...parts.methods.map(({ button }) => button), parts.key.root),
      parts.equation.root,
      controls.learningRate.root,
      element('div', { class: 'pair' }, controls.batchSize.root, controls.steps.root, controls.samples.root, controls.noise.root),
      element('div', { class: 'row' }, controls.dataSeed.root, controls.seed.root, controls.sampling.root),
      parts.transport.root,
      element('div', { class: 'presets', role: 'group', 'aria-labelledby': 'presets-label' },
        parts.presetsLabel, ...parts.chips.map(({ button }) => button)),
      parts.caption,
      this._message,
      this._announcement,
      parts.hint,
      parts.map.root,
      parts.table.root,
      parts.copy.root,
    );
    this._planes = [...parts.planes, ...parts.map.planes];
    return new MinibatchSgdFigure();
  }

  /** @param {Float64Array} presets @param {number} mostRate */
  _makeParts(presets, mostRate) {
    const controls = {
      learningRate: this._control('learningRate', {
        name: 'learning-rate', min: 0, max: mostRate, step: 0.001, keyStep: 0.01, least: 0,
      }),
      batchSize: this._control('batchSize', { name: 'batch-size', min: 1, max: 100, step: 1, keyStep: 1, least: 1, isLog: true }),
      samples: this._control('samples', {
        name: 'samples', min: LEAST_SAMPLES, max: MOST_SAMPLES, step: 1, keyStep: 1, least: 2, isLog: true,
      }),
      noise: this._control('noise', { name: 'noise', min: 0, max: 2, step: 0.01, keyStep: 0.1, least: 0 }),
      steps: this._control('steps', { name: 'steps', min: 1, max: 200, step: 1, keyStep: 1, least: 1 }),
      dataSeed: this._seedControl('dataSeed', 'data-seed'),
      seed: this._seedControl('seed', 'seed'),
      sampling: this._choice('sampling'),
      axis: this._choice('axis'),
    };
    const planes = [plane('data'), plane('contours'), plane('cost')];
    planes[2].head.append(controls.axis.root);
    const methods = METHODS.map((name, method) => this.#method(name, method));
    const chips = [];
    for (let at = 0; at < presets.length; at += PRESET.length) {
      chips.push(this.#chip(chips.length, presets.subarray(at, at + PRESET.length)));
    }
    return {
      verdict: element('strong', { class: 'verdict', part: 'verdict' }),
      facts: element('p', { class: 'facts' }, element('span'), element('span'), element('span')),
      planes,
      methods,
      legendLabel: element('span', { class: 'announcement', id: 'legend-label' }),
      key: key(),
      equation: equation(),
      controls,
      track: new PaintedTrack(controls.learningRate.track, mostRate, ['B = 1', '2/λ']),
      map: new OutcomeMap({
        model: () => this._model,
        round: (batchSize) => batchSize,
        set: (learningRate, batchSize) => {
          this._input('learningRate', learningRate);
          this._input('batchSize', batchSize);
          this._change();
        },
        verdicts: () => Object.keys(TONES).map((status) => this._text(`fit.${status}`)),
        say: (text) => write(this._announcement, text),
        text: (key, values) => this._text(key, { ...values, name: 'B' }),
        toggled: () => this._measure(),
      }),
      transport: this._transport(),
      presetsLabel: element('span', { class: 'presets-label', id: 'presets-label' }),
      chips,
      caption: element('p', { class: 'caption' }),
      hint: element('p', { class: 'hint' }),
      table: new StepTable(() => this.#fillTable()),
      copy: new CopyButton(() => this.toPython()),
      editor: new SampleEditor(planes[0].stack, {
        model: () => this._model,
        add: (x, t) => this.addSample(x, t) && this._change(),
        remove: (index) => this.removeSample(index) && this._change(),
        say: (text) => write(this._announcement, text),
        text: this._text,
      }),
    };
  }

  /**
   * Returns the legend's entry of a method, which switches it on and off.
   * @param {'full' | 'mini' | 'sgd'} name
   * @param {number} method
   */
  #method(name, method) {
    const label = element('span', { class: 'method-name' });
    const outcome = element('span', { class: 'method-outcome' });
    const button = element('button', { type: 'button', class: `method method-${name}` },
      element('span', { class: 'swatch' }), label, outcome);
    button.addEventListener('click', () => {
      this._call(() => this._model.setShown(method, !this._model.isShown(method)));
      this._change();
    });
    return { button, label, outcome };
  }

  /**
   * @param {number} index
   * @param {Float64Array} row
   */
  #chip(index, row) {
    const button = element('button', { type: 'button', class: 'chip' });
    const values = PRESET.map((property, at) => /** @type {const} */ ([property, property === 'sampling' ? SAMPLING[row[at]] : row[at]]));
    const isOn = () => !this._model.isEdited && values.every(([property, value]) => this._model[property] === value);
    button.addEventListener('click', () => {
      this.pause();
      if (this._stepSetting) this._unset(this._stepSetting);
      // Samples that were edited are drawn anew.
      if (this._model.isEdited) this._input('dataSeed', this._model.dataSeed);
      for (const [property, value] of values) {
        if (this._model?.[property] !== value) this._input(property, value);
      }
      // Fewer samples may have lowered the batch size after it was set.
      this._change();
    });
    return { button, index, isOn };
  }

  /** @override */
  _label() {
    const parts = this.#parts;
    if (!parts) return;
    const t = this._text;
    for (const [property, key] of /** @type {const} */ ([
      ['learningRate', 'learning-rate'], ['batchSize', 'batch-size'], ['samples', 'samples'], ['noise', 'noise'], ['steps', 'steps'],
    ])) {
      parts.controls[property].relabel(t(key), t('number', { label: t(key) }));
    }
    parts.controls.dataSeed.relabel(t('data-seed'), t('data-seed.new'));
    parts.controls.seed.relabel(t('seed'), t('seed.new'));
    parts.controls.sampling.relabel(t('sampling'), (word) => t(`sampling.${word}`));
    parts.controls.axis.relabel(t('plane.cost'), (word) => t(`axis.${word}`));
    parts.transport.relabel(t);
    write(parts.planes[0].title, t('plane.data'));
    write(parts.planes[1].title, t('plane.contours'));
    write(parts.legendLabel, t('legend'));
    parts.key.relabel(t);
    parts.equation.relabel(t);
    write(parts.presetsLabel, t('cases'));
    for (const { button, index } of parts.chips) {
      write(button, t(`case.${index}`));
      mark(button, 'title', t(`case.${index}.caption`));
    }
    write(parts.hint, t('samples.hint'));
    parts.editor.relabel();
    parts.track.relabel([t('zone.converges'), t('zone.unsteady'), t('zone.diverges')]);
    parts.map.relabel(t);
    write(parts.map.map.title, t('plane.map', { name: 'B' }));
    parts.table.relabel(t);
    parts.copy.relabel(t, t('python.copy'));
    this.#fillTable();
  }

  /** @override */
  _update() {
    const parts = this.#parts;
    const model = this._model;
    if (!parts || !model) return;
    const t = this._text;
    const { step, steps, status, learningRate, limit, sgdLimit, samples, batchSize } = model;
    const verdict = t(`fit.${status}`);

    write(parts.verdict, verdict);
    mark(parts.verdict, 'data-tone', TONES[status]);
    mark(parts.verdict, 'title', t(`fit.why.${status}`));
    const facts = [
      t('limits', { limit: rounded(limit), sgdLimit: rounded(sgdLimit) }),
      t('step-of', { step, steps }),
      t('spent', { epochs: rounded(model.epochs), gradients: grouped(model.sampleGradients) }),
    ];
    facts.forEach((fact, at) => write(parts.facts.children[at], fact));

    mark(parts.planes[0].picture, 'aria-label', this._sentence());
    const minimum = model.minimum;
    mark(parts.planes[1].picture, 'aria-label', minimum.length === 0 ? t('sentence.no-minimum')
      : t('sentence.contours', { w: rounded(model.w), b: rounded(model.b), minW: rounded(minimum[0]), minB: rounded(minimum[1]) }));
    mark(parts.planes[2].picture, 'aria-label', t('sentence.cost', { loss: rounded(model.loss), least: rounded(model.minimumLoss) }));
    for (const [method, { button, label, outcome }] of parts.methods.entries()) {
      const isShown = model.isShown(method);
      const size = [samples, batchSize, 1][method];
      mark(button, 'aria-pressed', String(isShown));
      write(label, t(`method.${METHODS[method]}`, { size: grouped(size) }));
      // What is not shown is not computed.
      write(outcome, isShown ? t(`fit.${model.verdict(method)}`) : t('method.off'));
      mark(outcome, 'data-tone', isShown ? TONES[model.verdict(method)] : 'neutral');
    }
    parts.equation.show(model, t);
    parts.editor.update();

    parts.track.place([sgdLimit, limit]);
    parts.track.paint(this._colors, model);
    parts.map.paint(this._colors);
    parts.map.update();
    if (parts.map.isOpen) {
      write(parts.map.curve.title, t('plane.rates', { steps }));
      mark(parts.map.curve.picture, 'aria-label', t('sentence.rates', { learningRate: exact(learningRate), loss: rounded(model.mapState[8]) }));
      mark(parts.map.map.picture, 'aria-label', t('sentence.map', { name: 'B', learningRate: exact(learningRate), value: exact(batchSize) }));
    }

    parts.controls.batchSize.setMax(samples);
    for (const setting of this._settings) {
      const control = /** @type {any} */ (parts.controls)[setting.property];
      if (!control) continue;
      control.setInvalid(this._refused === setting.property);
      control.show(model[setting.property]);
      if (control.describe) control.describe(grouped(model[setting.property]));
    }
    parts.controls.learningRate.describe(t('learning-rate.value', { value: exact(learningRate), verdict }));
    parts.controls.noise.describe(exact(model.noise));
    parts.transport.show(model, t);
    let caption = '';
    for (const { button, index, isOn } of parts.chips) {
      mark(button, 'aria-pressed', String(isOn()));
      if (isOn()) caption = t(`case.${index}.caption`);
    }
    write(parts.caption, caption);

    this._tell(this.#notes());
    if (!this._isMoving) this.#fillTable();
  }

  /** Returns what else is to be known of the runs shown. */
  #notes() {
    const t = this._text;
    const model = this._model;
    const notes = [];
    for (const [method, name] of METHODS.entries()) {
      const step = model.isShown(method) ? model.overflowStep(method) : undefined;
      const size = grouped([model.samples, model.batchSize, 1][method]);
      if (step !== undefined) notes.push(t('overflow.loss', { method: t(`method.${name}`, { size }), step }));
    }
    if (!model.isUnique) notes.push(t('not-unique'));
    if (!model.isComplete) notes.push(t('computing', { step: grouped(Math.min(model.lastStep(FULL), model.lastStep(MINI))), steps: grouped(model.steps) }));
    return notes.join(' ');
  }

  /** @override */
  _sentence() {
    const { samples, batchSize, learningRate, step, steps, status, w, b, loss } = this._model;
    return this._text('fit.sentence', {
      samples: grouped(samples), batchSize: grouped(batchSize), learningRate: exact(learningRate), step, steps,
      verdict: this._text(`fit.${status}`), w: rounded(w), b: rounded(b), loss: rounded(loss),
    });
  }

  #fillTable() {
    if (!this._model) return;
    const t = this._text;
    const run = [...PRESET, 'isComplete'].map((property) => this._model[property]).join();
    this.#parts?.table.fill(
      `${run},${this._model.revision},${this._model.editedAt}`,
      [t('table.step'), 'w', 'b', t('table.loss')],
      () => this.trajectory.mini.map(({ w, b, loss }) => [w, b, loss]),
      t,
    );
  }
}

/** The marks on the planes in words. */
function key() {
  const arrow = 'M3 10.500h11V6l7 6-7 6v-4.500H3z';
  const signs = {
    batch: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10z',
    'batch-gradient': arrow,
    gradient: arrow,
    minimum: 'M6.300 4.200 12 9.900l5.700-5.700 2.100 2.100-5.700 5.700 5.700 5.700-2.100 2.100-5.700-5.700-5.700 5.700-2.100-2.100 5.700-5.700-5.700-5.700z',
  };
  const entries = Object.entries(signs).map(([name, path]) => {
    const label = element('span');
    return { name, label, root: element('span', { class: `key key-${name}` }, icon(path), label) };
  });
  return {
    root: element('p', { class: 'keys' }, ...entries.map(({ root }) => root)),
    relabel: (/** @type {(key: string) => string} */ t) => entries.forEach(({ name, label }) => write(label, t(`key.${name}`))),
  };
}

/** What is minimised, and what it has come to: E = mean of ½ (w x + b − t)² = 0.04. */
function equation() {
  const words = element('span', { class: 'equation-words' });
  const numbers = element('span', { class: 'term numbers' });
  const least = element('span', { class: 'term' });
  return {
    root: element('p', { class: 'update equation', part: 'update', dir: 'ltr' }, words, numbers, ' ', least),
    relabel(/** @type {import('./step-table.js').Text} */ t) {
      write(words, t('equation'));
    },
    /**
     * @param {{ w: number, b: number, loss: number, minimumLoss: number }} fit
     * @param {import('./step-table.js').Text} t
     */
    show({ w, b, loss, minimumLoss }, t) {
      const sign = (/** @type {number} */ value) => (isRounded(value) ? '≈' : '=');
      write(numbers, `w ${sign(w)} ${rounded(w)}   b ${sign(b)} ${rounded(b)}   E ${sign(loss)} ${rounded(loss)}`);
      write(least, t('equation.least', { least: rounded(minimumLoss) }));
    },
  };
}

defineSettings(MinibatchSgd);
