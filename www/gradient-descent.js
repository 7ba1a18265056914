// What is seen of <gradient-descent>: one dimension, y = x².

import { CopyButton } from './copy.js';
import { element, mark, write } from './dom.js';
import { dragged } from './drag.js';
import { exact, grouped, isRounded, rounded, told } from './format.js';
import { OutcomeMap } from './outcome-map.js';
import { PaintedTrack } from './painted-track.js';
import { plane } from './plane.js';
import { StepTable } from './step-table.js';
import { View } from './view.js';

/** The statuses between the limits that the slider's track marks. */
const ZONES = ['one-sided', 'alternating', 'diverging'];

/** How far from the minimum the start's slider and handle reach. */
const EDGE = 10;

/** @extends {View<import('./elements.js').GradientDescent>} */
export default class GradientDescentView extends View {
  /** @type {ReturnType<GradientDescentView['_makeParts']> | undefined} */
  #parts;

  /** The tone of each status. @type {Record<string, string>} */
  #tones = {};

  /** @override @param {import('./load.js').Models} models */
  _build({ GradientDescentFigure }) {
    this.#tones = GradientDescentFigure.tones();
    const parts = this.#parts = this._makeParts(GradientDescentFigure.presets(), GradientDescentFigure.mostRate());
    this._figure._body.append(
      element('header', { class: 'head' }, parts.verdict, parts.facts),
      element('div', { class: 'planes planes-two' }, parts.curve.root, parts.loss.root),
      parts.update.root,
      parts.controls.learningRate.root,
      element('div', { class: 'pair' }, parts.controls.start.root, parts.controls.steps.root),
      parts.transport.root,
      parts.presets,
      this._figure._message,
      this._figure._announcement,
      parts.map.root,
      parts.cobwebMore,
      parts.table.root,
      parts.copy.root,
    );
    this._figure._planes = [parts.curve, parts.loss, ...parts.map.planes, parts.cobweb];
  }

  /** @param {Float64Array} presets @param {number} mostRate */
  _makeParts(presets, mostRate) {
    const controls = {
      learningRate: this._figure._control('learningRate', {
        name: 'learning-rate', min: 0, max: mostRate, step: 0.001, keyStep: 0.01, least: 0, snaps: [0.5, 1],
      }),
      start: this._figure._control('start', { name: 'start', min: -EDGE, max: EDGE, step: 0.01, keyStep: 0.1, snaps: [] }),
      steps: this._figure._control('steps', { name: 'steps', min: 1, max: 200, step: 1, keyStep: 1, least: 1 }),
    };
    const track = new PaintedTrack(controls.learningRate.slider.track, mostRate, ['½', '1']);
    track.place([0.5, 1]);

    const curve = plane('curve');
    const handle = element('div', { class: 'handle', role: 'slider', tabindex: 0 });
    curve.stack.append(handle);
    this.#dragStart(handle, curve.stack);

    const cobweb = plane('cobweb');
    const cobwebSummary = element('summary');
    const cobwebMore = element('details', { class: 'more' }, cobwebSummary, cobweb.root);
    cobwebMore.addEventListener('toggle', () => this._figure._seen());

    const chips = [];
    for (let at = 0; at < presets.length; at += 3) chips.push(this.#chip(presets[at], presets[at + 1], presets[at + 2]));
    const presetsLabel = element('span', { class: 'presets-label', id: 'presets-label' });
    return {
      verdict: element('strong', { class: 'verdict', part: 'verdict' }),
      facts: element('p', { class: 'facts' }, element('span'), element('span'), element('span')),
      curve,
      loss: plane('loss'),
      handle,
      cobweb,
      cobwebSummary,
      cobwebMore,
      map: new OutcomeMap({
        model: () => this._model,
        round: (start) => Number(start.toFixed(2)),
        most: mostRate,
        input: (learningRate, start) => {
          this._figure._input('learningRate', learningRate);
          if (start !== undefined) this._figure._input('start', start);
        },
        change: () => this._figure._change(),
        press: (event) => controls.learningRate.press(event),
        verdict: (status) => this._text(`verdict.${status}`),
        say: (text) => write(this._figure._announcement, text),
        text: (key, values) => this._text(key, { ...values, name: 'x₀' }),
        toggled: () => this._figure._seen(),
      }),
      update: updateLine(),
      track,
      controls,
      transport: this._figure._transport(),
      presets: element('div', { class: 'presets', role: 'group', 'aria-labelledby': 'presets-label' },
        presetsLabel, ...chips.map((chip) => chip.button), this._figure._resetButton),
      presetsLabel,
      chips,
      table: new StepTable(() => this.#fillTable()),
      copy: new CopyButton(() => this._figure.toPython()),
    };
  }

  /**
   * @param {number} learningRate
   * @param {number} start
   * @param {number} steps
   */
  #chip(learningRate, start, steps) {
    const button = element('button', { type: 'button', class: 'chip' }, `${exact(learningRate)} × ${steps}`);
    button.addEventListener('click', () => {
      this._figure.pause();
      if (this._figure._stepSetting) this._figure._unset(this._figure._stepSetting);
      this._figure._input('learningRate', learningRate);
      this._figure._input('start', start);
      this._figure._input('steps', steps);
      this._figure._change();
    });
    return { button, learningRate, start, steps };
  }

  /**
   * Lets pointer and keyboard move the start along the curve.
   * @param {HTMLElement} handle
   * @param {HTMLElement} stack
   */
  #dragStart(handle, stack) {
    const place = (/** @type {PointerEvent} */ event) => event.clientX - stack.getBoundingClientRect().left;
    /** How far right of the start the pointer holds it, and how far it may drag it. */
    let [offset, edge] = [0, EDGE];
    dragged(handle, {
      begin: (event) => {
        if (!this._model) return false;
        offset = place(event) - this._model.startPlace()[0];
        // Not by how wide the plane is: a diverging run would carry the start farther away with every drag.
        edge = Math.max(EDGE, Math.abs(this._model.start));
        this._model.hold();
        return true;
      },
      move: (event) => {
        if (!this._model) return;
        const x = Math.min(edge, Math.max(-edge, this._model.xAt(place(event) - offset)));
        // A thousandth of the plane is less than a pixel.
        const grain = this._model.zoom / 50;
        this._figure._input('start', Number((Math.round(x / grain) * grain).toPrecision(12)));
      },
      end: () => this._figure._change(),
    }, { isAtOnce: true });
    handle.addEventListener('keydown', (event) => {
      const jumps = /** @type {Record<string, number>} */ ({
        ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -1, PageUp: 1,
      });
      const ends = /** @type {Record<string, number>} */ ({ Home: -EDGE, End: EDGE });
      const next = ends[event.key] ?? this._model.start + jumps[event.key];
      if (Number.isNaN(next) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this._figure._input('start', Number(next.toPrecision(12)));
      this._figure._change();
    });
  }

  /** @override */
  _label() {
    const parts = this.#parts;
    if (!parts) return;
    const t = this._text;
    for (const [property, key] of /** @type {const} */ ([
      ['learningRate', 'learning-rate'], ['start', 'start'], ['steps', 'steps'],
    ])) {
      parts.controls[property].relabel(t(key), t('number', { label: t(key) }));
    }
    parts.transport.relabel(t);
    mark(parts.handle, 'aria-label', t('start.handle'));
    mark(parts.handle, 'title', t('start.handle'));
    write(parts.loss.title, t('plane.loss'));
    parts.track.relabel(ZONES.map((status) => t(`verdict.${status}`)));
    parts.map.relabel(t);
    write(parts.map.map.title, t('plane.map', { name: 'x₀' }));
    write(parts.cobwebSummary, t('cobweb'));
    write(parts.cobweb.title, t('plane.cobweb'));
    write(parts.presetsLabel, t('presets'));
    for (const { button, learningRate, start, steps } of parts.chips) {
      const label = t('preset', { name: button.textContent ?? '', learningRate: exact(learningRate), start: exact(start), steps });
      mark(button, 'aria-label', label);
      mark(button, 'title', label);
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
    const { step, steps, status, start, learningRate, zoom } = model;
    const verdict = t(`verdict.${status}`);

    write(parts.verdict, verdict);
    mark(parts.verdict, 'data-tone', this.#tones[status]);
    mark(parts.verdict, 'title', t(start === 0 ? 'why.minimum' : `why.${status}`));
    const facts = [t('factor', { factor: told(model.factor) }), t('step-of', { step, steps }), this.#goal()];
    facts.forEach((fact, at) => write(parts.facts.children[at], fact));

    write(parts.curve.title, zoom > 1 ? `${t('plane.curve')} · ${t('plane.zoom', { zoom: rounded(zoom) })}` : t('plane.curve'));
    mark(parts.curve.picture, 'aria-label', this._sentence());
    mark(parts.loss.picture, 'aria-label',
      t('sentence.loss', { first: rounded(start * start), last: rounded(model.x(step) ** 2) }));
    parts.update.show(step, step > 0 ? model.x(step - 1) : NaN, learningRate, model.x(step));

    const [left, top] = model.startPlace();
    const { width, height } = parts.curve.size;
    parts.handle.hidden = !(left >= 0 && left <= width && top >= 0 && top <= height);
    if (!parts.handle.hidden) parts.handle.style.setProperty('transform', `translate(${left}px, ${top}px)`);
    mark(parts.handle, 'aria-valuenow', String(start));
    mark(parts.handle, 'aria-valuemin', String(Math.min(start, -EDGE)));
    mark(parts.handle, 'aria-valuemax', String(Math.max(start, EDGE)));
    mark(parts.handle, 'aria-valuetext', `x₀ = ${exact(start)}`);

    for (const property of /** @type {const} */ (['learningRate', 'start', 'steps'])) {
      const control = parts.controls[property];
      control.setInvalid(this._figure._isRefused(property));
      control.show(model[property]);
      const value = exact(model[property]);
      control.describe(property === 'learningRate' ? t('learning-rate.value', { value, verdict }) : value);
    }
    parts.track.paint(this._figure._colors, model);
    parts.map.paint(this._figure._colors);
    parts.map.update(t('learning-rate.value', { value: exact(learningRate), verdict }));
    if (parts.map.isOpen) {
      write(parts.map.curve.title, t('plane.rates', { steps }));
      mark(parts.map.curve.picture, 'aria-label', t('sentence.rates', { learningRate: exact(learningRate), loss: rounded(model.mapState[8]) }));
      mark(parts.map.map.picture, 'aria-label', t('sentence.map', { name: 'x₀', learningRate: exact(learningRate), value: exact(start) }));
    }
    if (parts.cobwebMore.open) mark(parts.cobweb.picture, 'aria-label', t('sentence.cobweb', { factor: rounded(model.factor), step, x: rounded(model.x(step)) }));
    parts.transport.show(model, t);
    for (const chip of parts.chips) {
      const isOn = chip.learningRate === learningRate && chip.start === start && chip.steps === steps;
      mark(chip.button, 'aria-pressed', String(isOn));
    }

    parts.copy.refresh();
    this._figure._tell(this.#overflow());
    if (!this._figure._isMoving) this.#fillTable();
  }

  /** Returns predicted and actual steps to the goal, nothing where there is none. */
  #goal() {
    const { goal, predictedSteps, actualSteps, goalLimit } = this._model;
    if (!goal) return '';
    const t = this._text;
    const steps = (/** @type {number} */ count) => (count === 1 ? t('goal.one-step') : t('goal.steps', { count: grouped(count) }));
    const actual = actualSteps === undefined ? t('goal.more', { limit: grouped(goalLimit) }) : steps(actualSteps);
    return t(`goal.${goal}`, { predicted: steps(predictedSteps), actual });
  }

  #overflow() {
    const { overflowStep: step, xOverflowStep: xStep } = this._model;
    if (step === undefined) return '';
    return xStep === undefined ? this._text('overflow.y', { step }) : this._text('overflow.xy', { step, xStep });
  }

  /** @override */
  _sentence() {
    const { start, learningRate, steps, step, status } = this._model;
    const x = this._model.x(step);
    return this._text('sentence', {
      start: exact(start), learningRate: exact(learningRate), steps, step,
      verdict: this._text(`verdict.${status}`), x: rounded(x), y: rounded(x * x),
    });
  }

  #fillTable() {
    if (!this._model) return;
    const t = this._text;
    const { learningRate, start, steps } = this._model;
    this.#parts?.table.fill(
      [learningRate, start, steps].join(),
      [t('table.step'), 'x', t('table.gradient'), 'y'],
      () => this._figure.trajectory.map(({ x, gradient, y }) => [x, gradient, y]),
      t,
    );
  }
}

/** The update with its numbers: x₄ = x₃ − η · 2x₃ = −1.536 − 0.1 × (−3.072) = −1.2288. */
function updateLine() {
  const indices = [element('sub'), element('sub'), element('sub')];
  const x = (/** @type {number} */ at) => element('span', { class: 'term' }, element('var', {}, 'x'), indices[at]);
  const symbols = element('span', { class: 'term' }, ' = ', x(1), ' − ', element('var', {}, 'η'), ' · 2', x(2));
  const numbers = element('span', { class: 'term numbers' });
  const result = element('strong', { class: 'term' });
  const root = element('p', { class: 'update', part: 'update', dir: 'ltr' }, x(0), symbols, ' ', numbers, ' ', result);
  return {
    root,
    /**
     * @param {number} step
     * @param {number} before the parameter one step earlier
     * @param {number} learningRate
     * @param {number} after
     */
    show(step, before, learningRate, after) {
      const isFirst = step === 0;
      symbols.hidden = numbers.hidden = isFirst;
      write(indices[0], String(step));
      write(indices[1], String(step - 1));
      write(indices[2], String(step - 1));
      const gradient = 2 * before;
      const isInexact = isRounded(before) || isRounded(gradient);
      // A sign or a power of ten does not stand bare behind a ×.
      const written = rounded(gradient);
      const doubled = /[−×]/.test(written) ? `(${written})` : written;
      write(numbers, `${isInexact ? '≈' : '='} ${rounded(before)} − ${exact(learningRate)} × ${doubled}`);
      write(result, `${isRounded(after) ? '≈' : '='} ${rounded(after)}`);
    },
  };
}
