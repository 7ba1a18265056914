// What is seen of <noise-escape>: a shallow well that mini-batches leave and a full batch does not.

// So that the bundler makes one script of what the first one holds, and no others of what some scripts have in common.
import './figures.js';
import { CopyButton } from './copy.js';
import { element, mark, write } from './dom.js';
import { exact, grouped, rounded } from './format.js';
import { seedControl } from './more-controls.js';
import { plane } from './plane.js';
import { StepTable } from './step-table.js';
import { View } from './view.js';

/** What a preset sets, in the order of a row of the Rust half. */
const PRESET = /** @type {const} */ (['learningRate', 'batchSize', 'steps']);

/** Returns a share as a percentage for reading. @param {number} share */
const percent = (share) => rounded(Number((100 * share).toFixed(1)));

/** Returns what was counted, for reading; shares in percent. @param {Float64Array} count */
function counted([done, share, error, diverged]) {
  const shallow = done - Math.round(share * done) - diverged;
  return { done: grouped(done), share: percent(share), error: percent(error), diverged: grouped(diverged), shallow: grouped(shallow) };
}

/** @extends {View<import('./elements.js').NoiseEscape>} */
export default class NoiseEscapeView extends View {
  /** @type {ReturnType<NoiseEscapeView['_makeParts']> | undefined} */
  #parts;

  /** Whether the reader's last change is still to be told with the count that it led to. */
  #isUntold = false;

  /** The tone of each status. @type {Record<string, string>} */
  #tones = {};

  /** @override @param {import('./load.js').Models} models */
  _build({ NoiseEscapeFigure }) {
    this.#tones = NoiseEscapeFigure.tones();
    const parts = this.#parts = this._makeParts(NoiseEscapeFigure.presets(), this._model.samples);
    const { controls } = parts;
    this._figure._body.append(
      element('header', { class: 'head head-escape' }, parts.verdict, parts.facts),
      element('div', { class: 'planes planes-two' }, parts.wells.root, parts.ends.root),
      element('p', { class: 'update equation', part: 'update', dir: 'ltr' }, parts.formula, parts.numbers),
      controls.learningRate.root,
      element('div', { class: 'pair' }, controls.batchSize.root, controls.steps.root),
      element('div', { class: 'row' }, controls.seed.root),
      parts.transport.root,
      element('div', { class: 'presets', role: 'group', 'aria-labelledby': 'presets-label' },
        parts.presetsLabel, ...parts.chips.map(({ button }) => button), this._figure._resetButton),
      parts.caption,
      this._figure._message,
      this._figure._announcement,
      parts.hint,
      parts.table.root,
      parts.copy.root,
    );
    const [all, batch] = parts.curves;
    parts.wells.title.append(element('span', { class: 'swatch swatch-objective' }), all, element('span', { class: 'swatch swatch-batch' }), batch);
    this._figure._planes = [parts.wells, parts.ends];
  }

  /** @param {Float64Array} presets @param {number} samples */
  _makeParts(presets, samples) {
    const chips = [];
    for (let at = 0; at < presets.length; at += PRESET.length) {
      chips.push(this.#chip(chips.length, presets.subarray(at, at + PRESET.length)));
    }
    return {
      verdict: element('strong', { class: 'verdict', part: 'verdict' }),
      facts: element('p', { class: 'facts' }, element('span'), element('span'), element('span')),
      wells: plane('wells'),
      ends: plane('ends'),
      curves: [element('span'), element('span')],
      formula: element('span', { class: 'equation-words' }),
      numbers: element('span', { class: 'term numbers' }),
      controls: {
        learningRate: this._figure._control('learningRate', { name: 'learning-rate', min: 0, max: 0.4, step: 0.001, keyStep: 0.01, least: 0 }),
        batchSize: this._figure._control('batchSize', { name: 'batch-size', min: 1, max: samples, step: 1, keyStep: 1, least: 1, isLog: true }),
        steps: this._figure._control('steps', { name: 'steps', min: 1, max: 1000, step: 1, keyStep: 1, least: 1 }),
        seed: seedControl(this._figure, 'seed', 'seed'),
      },
      transport: this._figure._transport(),
      presetsLabel: element('span', { class: 'presets-label', id: 'presets-label' }),
      chips,
      caption: element('p', { class: 'caption' }),
      hint: element('p', { class: 'hint' }),
      table: new StepTable(() => this.#fillTable()),
      copy: new CopyButton(() => this._figure.toPython()),
    };
  }

  /**
   * @param {number} index
   * @param {Float64Array} row
   */
  #chip(index, row) {
    const button = element('button', { type: 'button', class: 'chip' });
    const isOn = () => PRESET.every((property, at) => this._model[property] === row[at]);
    button.addEventListener('click', () => {
      this._figure.pause();
      if (this._figure._stepSetting) this._figure._unset(this._figure._stepSetting);
      for (const [at, property] of PRESET.entries()) this._figure._input(property, row[at]);
      this._figure._change();
    });
    return { button, index, isOn };
  }

  /** @override */
  _changed() {
    this.#isUntold = true;
  }

  /** @override */
  _label() {
    const parts = this.#parts;
    if (!parts) return;
    const t = this._text;
    for (const [property, key] of /** @type {const} */ ([
      ['learningRate', 'learning-rate'], ['batchSize', 'batch-size'], ['steps', 'steps'],
    ])) {
      parts.controls[property].relabel(t(key), t('number', { label: t(key) }));
    }
    parts.controls.seed.relabel(t('seed'), t('seed.new'));
    parts.transport.relabel(t);
    parts.curves.forEach((curve, at) => write(curve, t(at ? 'wells.batch' : 'wells.all')));
    write(parts.formula, t('escape.formula'));
    write(parts.presetsLabel, t('cases'));
    for (const { button, index } of parts.chips) {
      write(button, t(`escape.case.${index}`));
      mark(button, 'title', t(`escape.case.${index}.caption`));
    }
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
    const { step, steps, status, learningRate, batchSize, samples, runs, count, overflowStep } = model;
    const [done, , , diverged] = count;
    const verdict = t(`escape.${status}`);

    write(parts.verdict, verdict);
    mark(parts.verdict, 'data-tone', this.#tones[status]);
    mark(parts.verdict, 'title', t(`escape.why.${status}`));
    const isFull = batchSize === samples;
    const facts = [
      t('escape.share', { ...counted(count), runs: done < runs ? `${grouped(done)} / ${grouped(runs)}` : grouped(runs) }),
      t('step-of', { step, steps }),
      // Where there is always room for it: a note of its own would push all that follows down.
      overflowStep !== undefined ? t('escape.overflow', { step: overflowStep }) : isFull ? t('escape.full') : '',
    ];
    facts.forEach((fact, at) => write(parts.facts.children[at], fact));
    // What diverged has no bar: an arrow at the edge stands for it, and its number above.
    write(parts.ends.title, t(diverged > 0 ? 'plane.ends.diverged' : 'plane.ends', { diverged: grouped(diverged) }));
    mark(parts.wells.picture, 'aria-label', this._sentence());
    mark(parts.ends.picture, 'aria-label', this.#ends());
    write(parts.numbers, this.#numbers());
    write(parts.hint, t('escape.hint', { runs: grouped(runs) }));

    for (const property of /** @type {(keyof typeof parts.controls)[]} */ (Object.keys(parts.controls))) {
      const control = parts.controls[property];
      control.setInvalid(this._figure._isRefused(property));
      control.show(model[property]);
    }
    parts.controls.learningRate.describe(t('learning-rate.value', { value: exact(learningRate), verdict }));
    parts.controls.batchSize.describe(isFull ? t('escape.full') : String(batchSize));
    parts.controls.steps.describe(grouped(steps));
    parts.transport.show(model, t);
    let caption = '';
    for (const { button, index, isOn } of parts.chips) {
      mark(button, 'aria-pressed', String(isOn()));
      if (isOn()) caption = t(`escape.case.${index}.caption`);
    }
    write(parts.caption, caption);

    parts.copy.refresh();
    this._figure._tell('');
    if (this.#isUntold && done === runs) {
      this.#isUntold = false;
      if (!this._figure._error) write(this._figure._announcement, `${this._sentence()} ${this.#ends()}`);
    }
    if (!this._figure._isMoving) this.#fillTable();
  }

  /** Returns the last update with its numbers: x = −1.1 − 0.1 × (0.341 + 1.25) = −1.2591. */
  #numbers() {
    const { step, learningRate } = this._model;
    if (step === 0) return `x = ${rounded(this._model.rows(0, 0)[0])}`;
    const [x, , tilt, next] = this._model.rows(step - 1, step);
    const slope = rounded((x + 1) * x * (x - 2));
    return `x ← x − η (E′ + s̄) ≈ ${rounded(x)} − ${exact(learningRate)} × (${slope} ${tilt < 0 ? '−' : '+'} ${rounded(Math.abs(tilt))}) ≈ ${rounded(next)}`;
  }

  /** @override */
  _sentence() {
    const { batchSize, samples, learningRate, step, steps, status } = this._model;
    const [x, y] = this._model.rows(step, step);
    return this._text('escape.sentence', {
      batchSize, samples, learningRate: exact(learningRate), step, steps,
      verdict: this._text(`escape.${status}`), x: rounded(x), y: rounded(y),
    });
  }

  /** Returns where the runs ended in a sentence. */
  #ends() {
    return this._text('escape.sentence.ends', counted(this._model.count));
  }

  #fillTable() {
    if (!this._model) return;
    const { learningRate, batchSize, seed, steps } = this._model;
    this.#parts?.table.fill(
      [learningRate, batchSize, seed, steps].join(),
      [this._text('table.step'), 'x', 'y'],
      () => this._figure.trajectory.map(({ x, y }) => [x, y]),
      this._text,
    );
  }
}
