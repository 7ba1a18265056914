// What is seen of <batch-throughput>: what the batch size does to the speed of mini-batches, measured on the reader's machine.

// So that the bundler makes one script of what the first one holds, and no others of what some scripts have in common.
import './figures.js';
import { element, mark, write } from './dom.js';
import { grouped, rounded } from './format.js';
import { MOST_REPEATS, MOST_SAMPLES, median } from './measuring.js';
import { plane } from './plane.js';
import { StepTable } from './step-table.js';
import { View } from './view.js';

/** What the planes show, and what the legend tells of it. */
const PLANES = /** @type {const} */ (['rate', 'time']);
const KEYS = /** @type {const} */ (['median', 'each', 'part']);

/** The settings that have controls. */
const CONTROLS = /** @type {const} */ (['samples', 'repeats']);

/** Returns a measured number in two digits: more would be noise. @param {number} value */
const short = (value) => rounded(Number(value.toPrecision(2)));

/** @extends {View<import('./elements.js').BatchThroughput>} */
export default class BatchThroughputView extends View {
  /** @type {ReturnType<BatchThroughputView['_makeParts']> | undefined} */
  #parts;

  /** @override */
  _build() {
    const parts = this.#parts = this._makeParts();
    this._figure._body.append(
      element('header', { class: 'head head-measure' }, parts.verdict, element('p', { class: 'facts' }, ...parts.facts)),
      element('div', { class: 'row row-measure' }, parts.button, parts.bar),
      element('div', { class: 'planes planes-equal' }, ...parts.planes.map(({ root }) => root)),
      element('p', { class: 'keys' }, ...parts.keys.map(({ root }) => root)),
      element('div', { class: 'pair' }, parts.samples.root, parts.repeats.root),
      element('div', { class: 'presets' }, this._figure._resetButton),
      this._figure._message,
      this._figure._announcement,
      parts.hint,
      parts.table.root,
    );
    this._figure._planes = parts.planes;
  }

  /** What it is made of. */
  _makeParts() {
    const button = element('button', { type: 'button', class: 'button button-play button-measure' });
    button.addEventListener('click', () => (this._figure.isMeasuring ? this._figure.stop() : this._figure.measure()));
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
      samples: this._figure._control('samples', { name: 'samples', min: 16, max: MOST_SAMPLES, step: 1, keyStep: 1, least: 2, isLog: true }),
      repeats: this._figure._control('repeats', { name: 'repeats', min: 1, max: MOST_REPEATS, step: 1, keyStep: 1, least: 1 }),
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
    const { isMeasuring, results } = this._figure;
    write(parts.verdict, isMeasuring ? t('measuring', { percent: Math.floor(100 * model.progress) }) : this.#finding());
    mark(parts.verdict, 'data-tone', isMeasuring || !this.#fastest() ? 'neutral' : 'converges');
    const [first, last] = [this._figure._rows[0], this._figure._rows[this._figure._rows.length - 1]];
    const share = (/** @type {import('./measuring.js').Row} */ { epochMs, partMs }) => short((100 * median(partMs)) / median(epochMs));
    const facts = [
      this.#count(),
      first.partMs.length > 0 && last.partMs.length > 0 ? t('measure.part', { first: share(first), last: share(last), samples: grouped(last.size) }) : '',
      this._figure._clockMs < Infinity ? t('measure.clock', { step: short(this._figure._clockMs) }) : '',
    ];
    facts.forEach((fact, at) => write(parts.facts[at], fact));

    for (const [at, { picture, title }] of parts.planes.entries()) {
      const values = this._figure._rows.map(({ epochMs }) => (at === 0 ? model.rate(median(epochMs)) : median(epochMs)));
      mark(picture, 'aria-label', results.length < values.length ? t('measure.none') : t('sentence.measured', {
        title: String(title.textContent), first: rounded(values[0]), last: rounded(values[values.length - 1]), samples: grouped(last.size),
      }));
      write(parts.empty[at], results.length > 0 ? '' : t(isMeasuring ? 'measure.warming' : 'measure.none'));
    }
    write(parts.button, t(isMeasuring ? 'measure.stop' : 'measure'));
    parts.bar.value = model.progress;
    for (const name of CONTROLS) {
      parts[name].setInvalid(this._figure._isRefused(name));
      parts[name].show(model[name]);
      parts[name].describe(grouped(model[name]));
    }
    this._figure._tell(this._figure._halting());
    this.#fillTable();
  }

  /** Says how often each batch size was measured. */
  #count() {
    return this._text('measure.count', { count: Math.min(...this._figure._rows.map(({ epochMs }) => epochMs.length)), repeats: this._model.repeats });
  }

  /** Returns the fastest batch size by median, where its slowest measurement is faster than each of B = 1. */
  #fastest() {
    const { results } = this._figure;
    if (results.length < this._figure._rows.length) return undefined;
    const fastest = results.reduce((best, result) => (result.gradientsPerSecond > best.gradientsPerSecond ? result : best));
    return Math.max(...fastest.epochMs) < Math.min(...results[0].epochMs) ? fastest : undefined;
  }

  /** Says what the measurements come to. */
  #finding() {
    const t = this._text;
    const { results } = this._figure;
    if (results.length < this._figure._rows.length) return t(results.length > 0 ? 'measure.some' : 'measure.none');
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
    const rows = this._figure._rows.filter(({ epochMs }) => epochMs.length > 0);
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
