// What is seen of <minibatch-sgd>: a line fitted to samples by full batch, mini-batches and single samples.

// So that the bundler makes one script of what the first one holds, and no others of what some scripts have in common.
import './figures.js';
import { CopyButton } from './copy.js';
import { element, icon, mark, write } from './dom.js';
import { exact, grouped, isRounded, rounded } from './format.js';
import { choice, seedControl } from './more-controls.js';
import { OutcomeMap } from './outcome-map.js';
import { PaintedTrack } from './painted-track.js';
import { plane } from './plane.js';
import { SampleEditor } from './sample-editor.js';
import { StepTable } from './step-table.js';
import { View } from './view.js';

/** In the order of the Rust half: full batch, mini-batches, single samples. */
const METHODS = /** @type {const} */ (['full', 'mini', 'sgd']);
const [FULL, MINI] = [0, 1];

/** The statuses between the limits that the slider's track marks. */
const ZONES = ['converging', 'unsteady', 'diverging'];

/** Samples that the slider reaches. */
const LEAST_SAMPLES = 10;
const MOST_SAMPLES = 1_000_000;

/** What a preset sets, in the order of a row of the Rust half. */
const PRESET = /** @type {const} */ (['learningRate', 'batchSize', 'samples', 'noise', 'dataSeed', 'seed', 'sampling', 'steps']);

/** @extends {View<import('./elements.js').MinibatchSgd>} */
export default class MinibatchSgdView extends View {
  /** @type {ReturnType<MinibatchSgdView['_makeParts']> | undefined} */
  #parts;

  /** The tone of each status. @type {Record<string, string>} */
  #tones = {};

  /** @override @param {import('./load.js').Models} models */
  _build({ MinibatchSgdFigure }) {
    this.#tones = MinibatchSgdFigure.tones();
    const parts = this.#parts = this._makeParts(MinibatchSgdFigure.presets(), MinibatchSgdFigure.mostRate());
    const { controls } = parts;
    this._figure._body.append(
      element('header', { class: 'head head-fit' }, parts.verdict, parts.facts),
      element('div', { class: 'planes planes-three' }, ...parts.planes.map(({ root }) => root)),
      element('div', { class: 'legend', role: 'group', 'aria-labelledby': 'legend-label' },
        parts.legendLabel, ...parts.methods.map(({ button }) => button), parts.key.root),
      parts.equation.root,
      controls.learningRate.root,
      element('div', { class: 'pair' }, controls.batchSize.root, controls.steps.root, controls.samples.root, controls.noise.root),
      element('div', { class: 'row' }, controls.dataSeed.root, controls.seed.root, controls.sampling.root),
      parts.transport.root,
      element('div', { class: 'presets', role: 'group', 'aria-labelledby': 'presets-label' },
        parts.presetsLabel, ...parts.chips.map(({ button }) => button), this._figure._resetButton),
      parts.caption,
      this._figure._message,
      this._figure._announcement,
      parts.hint,
      parts.map.root,
      parts.table.root,
      parts.copy.root,
    );
    this._figure._planes = [...parts.planes, ...parts.map.planes];
  }

  /** @param {Float64Array} presets @param {number} mostRate */
  _makeParts(presets, mostRate) {
    const controls = {
      learningRate: this._figure._control('learningRate', {
        name: 'learning-rate', min: 0, max: mostRate, step: 0.001, keyStep: 0.01, least: 0,
      }),
      batchSize: this._figure._control('batchSize', { name: 'batch-size', min: 1, max: 100, step: 1, keyStep: 1, least: 1, isLog: true }),
      samples: this._figure._control('samples', {
        name: 'samples', min: LEAST_SAMPLES, max: MOST_SAMPLES, step: 1, keyStep: 1, least: 2, isLog: true,
      }),
      noise: this._figure._control('noise', { name: 'noise', min: 0, max: 2, step: 0.01, keyStep: 0.1, least: 0 }),
      steps: this._figure._control('steps', { name: 'steps', min: 1, max: 200, step: 1, keyStep: 1, least: 1 }),
      dataSeed: seedControl(this._figure, 'dataSeed', 'data-seed'),
      seed: seedControl(this._figure, 'seed', 'seed'),
      sampling: choice(this._figure, 'sampling'),
      axis: choice(this._figure, 'axis'),
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
      track: new PaintedTrack(controls.learningRate.slider.track, mostRate, ['B = 1', '2/λ']),
      map: new OutcomeMap({
        model: () => this._model,
        round: (batchSize) => batchSize,
        most: mostRate,
        input: (learningRate, batchSize) => {
          this._figure._input('learningRate', learningRate);
          if (batchSize !== undefined) this._figure._input('batchSize', batchSize);
        },
        change: () => this._figure._change(),
        press: (event) => controls.learningRate.press(event),
        verdict: (status) => this._text(`fit.${status}`),
        say: (text) => write(this._figure._announcement, text),
        text: (key, values) => this._text(key, { ...values, name: 'B' }),
        toggled: () => this._figure._seen(),
      }),
      transport: this._figure._transport(),
      presetsLabel: element('span', { class: 'presets-label', id: 'presets-label' }),
      chips,
      caption: element('p', { class: 'caption' }),
      hint: element('p', { class: 'hint' }),
      table: new StepTable(() => this.#fillTable()),
      copy: new CopyButton(() => this._figure.toPython()),
      editor: new SampleEditor(planes[0].stack, {
        model: () => this._model,
        add: (x, t) => this._figure.addSample(x, t) && this._figure._change(),
        remove: (index) => this._figure.removeSample(index) && this._figure._change(),
        say: (text) => write(this._figure._announcement, text),
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
      this._figure._call(() => this._model.setShown(method, !this._model.isShown(method)));
      this._figure._change();
    });
    return { button, label, outcome };
  }

  /**
   * @param {number} index
   * @param {Float64Array} row
   */
  #chip(index, row) {
    const button = element('button', { type: 'button', class: 'chip' });
    const { words = [] } = this._figure._settings.find(({ property }) => property === 'sampling') ?? {};
    const values = PRESET.map((property, at) => /** @type {const} */ ([property, property === 'sampling' ? words[row[at]] : row[at]]));
    const isOn = () => !this._model.isEdited && values.every(([property, value]) => this._model[property] === value);
    button.addEventListener('click', () => {
      this._figure.pause();
      if (this._figure._stepSetting) this._figure._unset(this._figure._stepSetting);
      // Samples that were edited are drawn anew.
      if (this._model.isEdited) this._figure._input('dataSeed', this._model.dataSeed);
      for (const [property, value] of values) {
        if (this._model?.[property] !== value) this._figure._input(property, value);
      }
      // Fewer samples may have lowered the batch size after it was set.
      this._figure._change();
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
    parts.track.relabel(ZONES.map((status) => t(`fit.${status}`)));
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
    mark(parts.verdict, 'data-tone', this.#tones[status]);
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
      const status = isShown ? model.verdict(method) : undefined;
      write(outcome, status ? t(`fit.${status}`) : t('method.off'));
      mark(outcome, 'data-tone', status ? this.#tones[status] : 'neutral');
    }
    parts.equation.show(model, t);
    parts.editor.update();

    parts.track.place([sgdLimit, limit]);
    parts.track.paint(this._figure._colors, model);
    parts.map.paint(this._figure._colors);
    parts.map.update(t('learning-rate.value', { value: exact(learningRate), verdict }));
    if (parts.map.isOpen) {
      write(parts.map.curve.title, t('plane.rates', { steps }));
      mark(parts.map.curve.picture, 'aria-label', t('sentence.rates', { learningRate: exact(learningRate), loss: rounded(model.mapState[8]) }));
      mark(parts.map.map.picture, 'aria-label', t('sentence.map', { name: 'B', learningRate: exact(learningRate), value: exact(batchSize) }));
    }

    parts.controls.batchSize.setMax(samples);
    for (const setting of this._figure._settings) {
      const control = /** @type {any} */ (parts.controls)[setting.property];
      if (!control) continue;
      control.setInvalid(this._figure._isRefused(setting.property));
      const value = this._figure._value(setting);
      control.show(value);
      if (control.describe) control.describe(grouped(value));
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

    parts.copy.refresh();
    this._figure._tell(this.#notes());
    if (!this._figure._isMoving) this.#fillTable();
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
    const run = /** @type {const} */ ([...PRESET, 'isComplete']).map((property) => this._model[property]).join();
    this.#parts?.table.fill(
      `${run},${this._model.revision},${this._model.editedAt}`,
      [t('table.step'), 'w', 'b', t('table.loss')],
      () => this._figure.trajectory.mini.map(({ w, b, loss }) => [w, b, loss]),
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

/** What is minimised, and what the mini-batches have come to: mini-batches, B = 8: w = 2, b = 1, E = 0.04. */
function equation() {
  const words = element('span', { class: 'equation-words' });
  const whose = element('span', { class: 'whose' });
  const numbers = element('span', { class: 'term numbers' });
  const least = element('span', { class: 'term' });
  return {
    root: element('p', { class: 'update equation', part: 'update', dir: 'ltr' }, words, whose, ' ', numbers, ' ', least),
    relabel(/** @type {import('./step-table.js').Text} */ t) {
      write(words, t('equation'));
    },
    /**
     * @param {{ w: number, b: number, loss: number, minimumLoss: number, batchSize: number }} fit
     * @param {import('./step-table.js').Text} t
     */
    show({ w, b, loss, minimumLoss, batchSize }, t) {
      write(whose, t('equation.whose', { method: t('method.mini', { size: grouped(batchSize) }) }));
      // A name, its sign and its number stay on one line.
      const told = (/** @type {string} */ name, /** @type {number} */ value) => `${name}\u00a0${isRounded(value) ? '≈' : '='}\u00a0${rounded(value)}`;
      write(numbers, [told('w', w), told('b', b), told('E', loss)].join('   '));
      write(least, t('equation.least', { least: rounded(minimumLoss) }));
    },
  };
}
