// What every figure shares: its life on the page, settings, frames, size, theme, language, messages.

import { Choice, NumberControl, SeedControl, Transport } from './controls.js';
import { element, mark, write } from './dom.js';
import { exact, toNumber } from './format.js';
import { LoadError } from './load-error.js';
import { load } from './load.js';
import { addTexts, isLoaded, languageOf, loadTexts, loadedLanguage, text } from './locale.js';
import { share } from './parts.js';
import { readPalette } from './theme.js';

/**
 * @typedef {object} Setting
 * @property {string} property name of the property
 * @property {string} attribute name of the attribute
 * @property {string} verb the figure's method that checks and sets it
 * @property {string} [unset] the figure's method for a removed attribute, where that is no number
 * @property {readonly string[]} [words] what it may be, where that is no number
 * @property {boolean} [follows] whether other settings may change it
 */

/**
 * @typedef {object} Model a figure's Rust half
 * @property {(plane: number, still: HTMLCanvasElement, moving: HTMLCanvasElement) => void} attach
 * @property {() => void} detach gives the canvases back: what Rust holds the browser cannot free
 * @property {(colors: Uint32Array) => void} setPalette
 * @property {(plane: number, width: number, height: number, scale: number) => void} resize
 * @property {(now: number, isSmooth: boolean) => boolean} frame
 * @property {() => void} play
 * @property {() => void} pause
 * @property {() => void} settle
 * @property {(speed: number) => void} setSpeed
 * @property {boolean} isPlaying
 * @property {number} step
 * @property {number} steps
 * @property {number} speed
 */

/** @typedef {{ reason: string, values: Record<string, string>, action: string }} Failure why there is no figure, and what its button offers */

/** @typedef {'attribute' | 'script' | 'reader'} Source who set a value; only the reader's acts fire events */

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const darkScheme = matchMedia('(prefers-color-scheme: dark)');

/** Backing pixels per CSS pixel: two at least, for curves are drawn at whole pixels. */
const LEAST_SCALE = 2;
const MOST_SCALE = 4;

/** What could be loaded, or why not. @type {import('./load.js').Parts | LoadError | undefined} */
let outcome;
/** Figures on the page that failed for what could not be loaded. @type {Set<FigureElement>} */
const waiting = new Set();
/** Figures on the page. @type {Set<FigureElement>} */
const connected = new Set();

/** Loads what figures are made of; never throws, the figures show what went wrong. */
export async function prepare() {
  try {
    outcome = await load();
  } catch (error) {
    outcome = error instanceof LoadError ? error : new LoadError('broken', String(error));
  }
  if (!(outcome instanceof LoadError)) {
    waiting.forEach((figure) => figure._start());
    waiting.clear();
  }
}

/** Returns what a figure is shared and taken along with, loaded when that is first wanted. */
export async function sharing() {
  const tools = await share();
  addTexts(tools.texts);
  return tools;
}

new MutationObserver(() => connected.forEach((figure) => figure._relabel()))
  .observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ['lang'] });

/** Hears when the page comes to another number of pixels a CSS pixel; the query holds for one number only. */
function watchScale() {
  matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`).addEventListener('change', () => {
    connected.forEach((figure) => figure._measure());
    watchScale();
  }, { once: true });
}
watchScale();

/** Returns what was given as a short text, whatever it is. @param {unknown} value */
export function written(value) {
  try {
    return String(value).trim().slice(0, 40);
  } catch {
    return typeof value;
  }
}

/** Gives a figure's class a property for each of its settings. @param {typeof FigureElement} figure */
export function defineSettings(figure) {
  for (const setting of figure.settings) {
    Object.defineProperty(figure.prototype, setting.property, {
      configurable: true,
      enumerable: true,
      /** @this {FigureElement} */
      get() {
        return this._value(setting);
      },
      /** @this {FigureElement} @param {unknown} value */
      set(value) {
        this._set(setting, value, 'script');
      },
    });
  }
}

/** @abstract */
export class FigureElement extends HTMLElement {
  /** @type {Setting[]} */
  static settings = [];

  static get observedAttributes() {
    return [...this.settings.map((setting) => setting.attribute), 'lang', 'theme'];
  }

  /** @type {any} */
  #model;
  #isStarted = false;
  /** Carries the state `failed`, by which a page's style sheet can tell. */
  #internals = this.attachInternals();

  /** The Rust half, made when it is first asked for; undefined while the figure has failed. @returns {any} */
  get _model() {
    if (!this.#isStarted) this._start();
    return this.#model;
  }

  /** @type {import('./plane.js').Plane[]} in the model's order */
  _planes = [];

  /** The controls of settings, by property. @type {Map<string, NumberControl | SeedControl | Choice>} */
  #controls = new Map();
  /** The step that events told of last. */
  #toldStep = -1;
  /** The colours that the model draws with. */
  _colors = '';
  /** Whether the reader is moving a control. */
  _isMoving = false;

  /** Accepted values by property: what a restart begins with. @type {Map<string, unknown>} */
  #accepted = new Map();
  /** Values before anything was set. @type {Map<string, number | string>} */
  #defaults = new Map();
  #language = 'en';
  #frame = 0;
  #isVisible = false;
  #isShown = false;
  #isReflecting = false;
  #isLoaded = false;
  /** What was refused last, until something else is accepted for it: a property, or what an action is about. @type {{ property: string, text: string | undefined } | undefined} */
  #refused;
  /** Attributes to be looked at when all of them are known, for one may make another acceptable. @type {Set<Setting>} */
  #early = new Set();
  #isPatient = false;
  /** @type {import('./share.js').SharePanel | undefined} */
  #panel;
  #shareName = element('summary');
  /** The attributes that the page's author wrote, by name. @type {Map<string, string | null> | undefined} */
  #authored;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    // Written in languages that run from left to right, also on a page that does not.
    this._body = element('div', { class: 'figure', part: 'figure', dir: 'ltr', hidden: true });
    this._message = element('p', { class: 'message', part: 'message' });
    // Apart from the message, which may change in every frame of a drag: this one speaks only when all is settled.
    this._announcement = element('p', { class: 'announcement', role: 'status' });
    this.#probe = element('span', { class: 'probe', hidden: true });
    this.#fallback = document.createElement('slot');
    this.#failure = element('div', { class: 'failure', part: 'failure', role: 'alert', dir: 'ltr', hidden: true });
    // The container that the style sheet asks for its width; a host's own rules cannot reach it.
    shadow.append(element('div', { class: 'frame' }, this.#failure, this.#fallback, this._body, this.#probe));
    this.#sizes = new ResizeObserver(() => this._measure());
    this.#sight = new IntersectionObserver((entries) => this.#onSight(entries[entries.length - 1].isIntersecting),
      { rootMargin: '200px' });
  }

  #probe;
  #fallback;
  #failure;
  #sizes;
  #sight;

  /** The figure's style sheet, and those of what was opened on it. @type {Set<CSSStyleSheet>} */
  #sheets = new Set();

  /** Takes a style sheet besides those it has, where there is one. @param {CSSStyleSheet} [sheet] */
  _dress(sheet) {
    if (sheet) this.#sheets.add(sheet);
    const view = this.ownerDocument.defaultView;
    if (!view) return;
    /** @type {ShadowRoot} */ (this.shadowRoot).adoptedStyleSheets = [...this.#sheets].map((own) => {
      if (view === window) return own;
      const copy = new view.CSSStyleSheet();
      copy.replaceSync([...own.cssRules].map(({ cssText }) => cssText).join(''));
      return copy;
    });
  }

  /** In another document: its style sheets did not come along, and those of this one are not taken there. */
  adoptedCallback() {
    this._dress();
  }

  /** Makes the Rust half and what is seen of it. Called once a figure, and again after a failure. */
  _start() {
    this.#isStarted = true;
    this._dress(outcome?.style);
    if (!outcome || outcome instanceof LoadError) {
      this.#takeEarly();
      waiting.add(this);
      if (outcome) this.#fail(outcome.reason, { detail: outcome.detail }, 'failed.retry');
      return;
    }
    const { wasm } = outcome;
    this._body.replaceChildren();
    this.#panel = undefined;
    this.#model = this._call(() => this._build(wasm));
    if (!this.#model) return;
    this._body.append(this.#sharePart());
    this.#failed = undefined;
    this.#internals.states.delete('failed');
    this.#failure.hidden = true;
    this.#isShown = false;
    const before = new Map(this.#accepted);
    for (const setting of this._settings) {
      this.#defaults.set(setting.property, this._model[setting.property]);
      const kept = this.#accepted.get(setting.property);
      if (kept !== undefined) this._keep(setting, kept);
    }
    this._restore(before);
    this._call(() => this._model.settle());
    this.#toldStep = this._model.step;
    this._relabel();
    this.#takeEarly();
    if (this.isConnected) this.#enter();
  }

  /** Sets what was written before it could be judged. */
  #takeEarly() {
    for (const isPatient of [true, false]) {
      const early = [...this.#early];
      this.#early.clear();
      this.#isPatient = isPatient;
      for (const setting of early) {
        const value = this.getAttribute(setting.attribute);
        if (value !== null) this._set(setting, value, 'attribute');
      }
    }
  }

  /** Returns what shares the figure or takes it along; what it does is loaded when it is opened. */
  #sharePart() {
    const told = element('p', { role: 'status' });
    const more = element('details', { class: 'share', part: 'share' }, this.#shareName, told);
    more.addEventListener('toggle', async () => {
      if (!more.open || this.#panel) return;
      try {
        const { SharePanel } = await sharing();
        this.#panel ??= new SharePanel(this);
        more.replaceChildren(this.#shareName, this.#panel.root);
      } catch (error) {
        const { reason, detail } = /** @type {LoadError} */ (error);
        write(told, this._text(`failed.${reason}`, { detail }));
      }
    });
    return more;
  }

  /** Gives a new model what the one before had besides its settings. @param {Map<string, any>} _before the settings of that one, by property */
  _restore(_before) {}

  /** Called when a setting or an action was accepted. */
  _accepted() {}

  /** Sets a value that was accepted before, or was set while there was no model to ask. @param {Setting} setting @param {unknown} value */
  _keep(setting, value) {
    this.#attempt(() => this._model[setting.verb](value), () => this.#accepted.delete(setting.property));
  }

  /** Begins a started figure's time on the page. */
  #enter() {
    const isAttached = this.#attempt(
      () => this._planes.forEach(({ canvases }, index) => this._model.attach(index, ...canvases)),
      (error) => this.#fail('canvas', {}, 'failed.restart', error),
    );
    if (!isAttached) return;
    this.#watch();
    if (this.#isVisible) this.#onSight(true);
    if (!this.#isLoaded) {
      this.#isLoaded = true;
      queueMicrotask(() => this._emit('figure-load'));
    }
  }

  /** @returns {Setting[]} */
  get _settings() {
    return /** @type {typeof FigureElement} */ (this.constructor).settings;
  }

  /** The setting of the step shown, the one that has a value of its own while it is not set. */
  get _stepSetting() {
    return this._settings.find(({ unset }) => unset);
  }

  /**
   * Fills `_body` and `_planes` and returns the Rust half.
   * @param {import('./load.js').Wasm} wasm
   * @returns {any}
   */
  _build(wasm) {
    throw new Error(`${this.localName} has no body in ${wasm}`);
  }

  /** Writes the model's state into the page. */
  _update() {}

  /** Writes the texts that depend on the language alone. */
  _label() {}

  /** Returns the values that events carry. @returns {Record<string, unknown>} */
  _detail() {
    return Object.fromEntries(this._settings.map((setting) => [setting.property, this._value(setting)]));
  }

  // Life on the page

  connectedCallback() {
    for (const setting of this._settings) {
      // A property that was set before this class was known hides the accessor: set it anew.
      if (Object.hasOwn(this, setting.property)) {
        const early = /** @type {any} */ (this)[setting.property];
        delete /** @type {any} */ (this)[setting.property];
        this._set(setting, early, 'script');
      }
    }
    this.#authored ??= new Map(this._settings.map(({ attribute }) => [attribute, this.getAttribute(attribute)]));
    connected.add(this);
    reducedMotion.addEventListener('change', this._invalidate);
    darkScheme.addEventListener('change', this._repaint);
    if (this.#failed) waiting.add(this);
    this._relabel();
    if (this.#model) {
      this.#takeEarly();
      this.#enter();
    } else {
      // It starts when it comes into view, or when it is first asked for something; until then it has its room.
      this._dress(outcome?.style);
      this.#sight.observe(this);
    }
  }

  disconnectedCallback() {
    connected.delete(this);
    waiting.delete(this);
    reducedMotion.removeEventListener('change', this._invalidate);
    darkScheme.removeEventListener('change', this._repaint);
    this.#sizes.disconnect();
    this.#sight.disconnect();
    this.#isVisible = false;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#model) return;
    // A drag that went on when the figure was taken away has ended.
    this._isMoving = false;
    this._call(() => this.#model.settle());
    this._call(() => this.#model?.detach());
  }

  #watch() {
    this.#sight.observe(this);
    for (const { stack } of this._planes) this.#sizes.observe(stack);
    this._repaint();
  }

  /** @param {boolean} isVisible */
  #onSight(isVisible) {
    this.#isVisible = isVisible;
    if (!isVisible) return;
    if (!this.#isStarted) this._start();
    // The time off screen does not count as played.
    if (this._model?.isPlaying) this._call(() => this._model.play());
    if (this._model && !this.#isShown) this.#show();
    this._invalidate();
  }

  /** Puts the figure in the place of its fallback, drawn in the same frame. */
  #show() {
    this.#isShown = true;
    this._body.hidden = false;
    this.#fallback.hidden = true;
    this._measure();
    this._draw(performance.now());
  }

  /** Draws for the planes' sizes and the screen's pixels as they are now. */
  _measure() {
    if (!this.#model || !this.#isShown) return;
    const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, devicePixelRatio));
    this._planes.forEach(({ stack, size }, index) => {
      // What a browser keeps hidden in a closed disclosure may have a size all the same.
      const isSeen = stack.closest('details')?.open ?? true;
      const { clientWidth: width, clientHeight: height } = isSeen ? stack : { clientWidth: 0, clientHeight: 0 };
      if (size.width === width && size.height === height && size.scale === scale) return;
      Object.assign(size, { width, height, scale });
      this._call(() => this._model.resize(index, width, height, scale));
    });
    this._invalidate();
  }

  _repaint = () => {
    if (!this.#model || !this.isConnected) return;
    const colors = readPalette(this.#probe);
    this._colors = colors.join();
    this._call(() => this._model.setPalette(colors));
    this._invalidate();
  };

  // Frames

  /** Asks for one animation frame, unless one is on its way or nobody would see it. */
  _invalidate = () => {
    if (this.#frame || !this.#isVisible || !this.#model) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this._draw(now);
    });
  };

  /** Draws what is now, and says it. @param {number} now */
  _draw(now) {
    const model = this._model;
    if (!model) return;
    const wasPlaying = model.isPlaying;
    const wantsMore = this._call(() => model.frame(now, !reducedMotion.matches));
    if (!this._model) return;
    if (wasPlaying && !model.isPlaying) this.#keepStep();
    this._update();
    this.#panel?.refresh();
    this._tellStep();
    if (wantsMore) this._invalidate();
  }

  /** Tells of the step shown if it is another than the one told of last. */
  _tellStep() {
    const step = this._model?.step;
    if (step === undefined || step === this.#toldStep) return;
    this.#toldStep = step;
    this._emit('figure-step');
  }

  /** Writes the step that playing has come to into the attribute, where there is such a setting. */
  #keepStep() {
    const setting = this._stepSetting;
    if (!setting) return;
    const { step, steps } = this._model;
    if (step === steps) this._unset(setting);
    else this._set(setting, step, 'reader');
  }

  /**
   * Calls the Rust half; a panic there ends this figure and no other.
   * @template T
   * @param {() => T} verb
   * @returns {T | undefined}
   */
  _call(verb) {
    try {
      return verb();
    } catch (error) {
      this.#fail('panic', {}, 'failed.restart', error);
      return undefined;
    }
  }

  /**
   * Calls a verb of the Rust half that may refuse; a panic ends this figure all the same.
   * @param {() => void} verb
   * @param {(error: unknown) => void} refused
   * @returns {boolean} whether it was done
   */
  #attempt(verb, refused) {
    try {
      verb();
      return true;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.#fail('panic', {}, 'failed.restart', error);
      else refused(error);
      return false;
    }
  }

  // Settings

  /** @param {Setting} setting */
  _value(setting) {
    return this._model ? this._model[setting.property] : this.#accepted.get(setting.property);
  }

  /**
   * Sets a value if it is accepted, else says what would be; the state is kept then.
   * @param {Setting} setting
   * @param {unknown} value
   * @param {Source} source
   * @returns {boolean} whether it was accepted
   */
  _set(setting, value, source) {
    if (source === 'attribute' && !this.#isStarted) {
      this.#early.add(setting);
      return true;
    }
    const meant = setting.words ? written(value).toLowerCase() : toNumber(value);
    if (!this._model) {
      this.#accepted.set(setting.property, meant);
      return true;
    }
    const isAccepted = this.#attempt(() => this._model[setting.verb](meant), () => {
      if (source === 'attribute' && (this.#isPatient || !connected.has(this))) this.#early.add(setting);
      else this._refuse(setting.property, source === 'reader' && Number.isNaN(value) ? undefined : written(value));
    });
    if (!isAccepted) return false;
    this.#accepted.set(setting.property, meant);
    this.#settled(setting, source);
    // An attribute is left as it was written: to change it while a browser walks over the attributes of a new element
    // makes it skip some.
    if (source !== 'attribute') {
      this.#reflect(setting, meant);
      this.#follow();
    }
    return true;
  }

  /** Writes down what one setting has made of another. */
  #follow() {
    for (const setting of this._settings) {
      const { property, follows } = setting;
      const value = follows && this._model ? this._model[property] : undefined;
      if (value === undefined || value === (this.#accepted.get(property) ?? this.#defaults.get(property))) continue;
      this.#accepted.set(property, value);
      this.#reflect(setting, value);
    }
  }

  /**
   * Does what the reader or a script asks of the figure besides its settings, or says why not.
   * @param {string} subject what the refusal's text is about: `error.<subject>`
   * @param {() => void} verb
   * @param {string} said what was given
   * @returns {boolean} whether it was done
   */
  _act(subject, verb, said) {
    if (!this._model) return false;
    const isDone = this.#attempt(verb, () => this._refuse(subject, said));
    if (!isDone) return false;
    if (this.#refused?.property === subject) this.#refused = undefined;
    this._accepted();
    this.#follow();
    this._invalidate();
    return true;
  }

  /** Ends what a value that was accepted, or its removal, leaves to do. @param {Setting} setting @param {Source} source */
  #settled(setting, source) {
    if (this.#refused?.property === setting.property) this.#refused = undefined;
    this._accepted();
    if (source !== 'reader') {
      this.#controls.get(setting.property)?.forget();
      this._call(() => this._model.settle());
      this.#toldStep = this._model?.step;
    }
    this._invalidate();
  }

  /** Goes back to what holds without a value. @param {Setting} setting @param {Source} [source] */
  _unset(setting, source = 'reader') {
    this.#accepted.delete(setting.property);
    if (this.#model) {
      const { unset } = setting;
      if (unset) this._call(() => this._model[unset]());
      else this._keep(setting, this.#defaults.get(setting.property));
      this.#settled(setting, source);
    }
    if (source === 'attribute') return;
    this.#isReflecting = true;
    this.removeAttribute(setting.attribute);
    this.#isReflecting = false;
  }

  /**
   * @param {Setting} setting
   * @param {number | string} value
   */
  #reflect(setting, value) {
    this.#isReflecting = true;
    const there = this.getAttribute(setting.attribute);
    if ((setting.words ? there : toNumber(there)) !== value) mark(this, setting.attribute, String(value));
    this.#isReflecting = false;
  }

  /**
   * Says that something was not accepted; the state is kept.
   * @param {string} property what it was about
   * @param {string | undefined} said what was given; undefined for a field's text that is no number and tells no more
   */
  _refuse(property, said) {
    this.#refused = { property, text: said };
    this._tell(this._note);
    write(this._announcement, this._error);
    this._emit('figure-error', { reason: property, message: this._error });
    this._invalidate();
  }

  /** What is to be known of what is shown, besides what was refused. */
  _note = '';

  /** Says below the planes what was refused, and what else is to be known of what is shown. @param {string} note */
  _tell(note) {
    const error = this._error;
    this._note = note;
    mark(this._message, 'data-kind', error ? 'error' : 'note');
    write(this._message, [error, note].filter(Boolean).join(' '));
  }

  /** The property whose last value was refused. */
  get _refused() {
    return this.#refused?.property;
  }

  /** What to say about what was refused, or nothing. */
  get _error() {
    if (!this.#refused || !this._model) return '';
    const { property, text: said } = this.#refused;
    const given = said === undefined ? this._text('error.unreadable') : said || this._text('error.nothing');
    return this._text(`error.${property}`, { given, ...this._limits(), kept: this._kept(property) });
  }

  /** Returns what refusals name besides: what is accepted now. @returns {Record<string, string>} */
  _limits() {
    return {};
  }

  /** Returns the value that is kept, as a reader writes it. @param {string} property */
  _kept(property) {
    const value = this._model[property];
    return typeof value === 'number' ? exact(value) : String(value);
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} value
   */
  attributeChangedCallback(name, before, value) {
    if (this.#isReflecting) return;
    if (name === 'lang') {
      this._relabel();
    } else if (name === 'theme') {
      this._repaint();
    } else {
      const setting = this._settings.find((candidate) => candidate.attribute === name);
      // The same value written once more counts too: playing may have gone on since.
      if (setting && value !== null) this._set(setting, value, 'attribute');
      else if (setting && before !== null) this._unset(setting, 'attribute');
    }
  }

  /** `auto`, `light` or `dark`. */
  get theme() {
    const value = this.getAttribute('theme');
    return value === 'light' || value === 'dark' ? value : 'auto';
  }

  set theme(value) {
    this.setAttribute('theme', value);
  }

  // What a reader or a script does

  /**
   * Sets a value as the reader moves a control.
   * @param {string} property
   * @param {unknown} value
   * @returns {boolean} whether it was accepted
   */
  _input(property, value) {
    this._isMoving = true;
    const setting = this._settings.find((candidate) => candidate.property === property);
    const isAccepted = setting !== undefined && this._set(setting, value, 'reader');
    if (isAccepted) this._emit('figure-input');
    return isAccepted;
  }

  /** Ends what `_input` began: ranges fit, the screen reader hears the outcome. */
  _change() {
    this._isMoving = false;
    if (!this._model) return;
    this._call(() => this._model.settle());
    if (!this.#refused) write(this._announcement, this._sentence());
    this._emit('figure-change');
    this._invalidate();
  }

  /**
   * Returns a slider with a number field that sets a property.
   * @param {string} property
   * @param {import('./controls.js').NumberOptions} options
   */
  _control(property, options) {
    return this.#known(property, new NumberControl(options, this.#listeners(property)));
  }

  /**
   * Returns a field with a button for another seed that sets a property.
   * @param {string} property
   * @param {string} name
   */
  _seedControl(property, name) {
    return this.#known(property, new SeedControl({ name }, this.#listeners(property)));
  }

  /**
   * Returns a choice that sets a property.
   * @param {string} property
   */
  _choice(property) {
    const { attribute: name, words = [] } = /** @type {Setting} */ (this._settings.find((setting) => setting.property === property));
    return this.#known(property, new Choice({ name, words }, this.#listeners(property).change));
  }

  /** @param {string} property @returns {import('./controls.js').Listeners} */
  #listeners(property) {
    return {
      input: (value) => this._input(property, value),
      change: (value) => {
        if (this._input(property, value)) this._change();
      },
    };
  }

  /**
   * @template {NumberControl | SeedControl | Choice} T
   * @param {string} property @param {T} control
   */
  #known(property, control) {
    this.#controls.set(property, control);
    return control;
  }

  /** Returns the buttons and the scrub bar that play the run. */
  _transport() {
    return new Transport({
      step: (step) => {
        const setting = this._stepSetting;
        // The end is the last step, also when the number of steps changes later.
        if (setting && step === this._model.steps) {
          this._unset(setting);
          this._emit('figure-input');
        } else {
          this._input('step', step);
        }
        this._tellStep();
      },
      settle: () => this._change(),
      toggle: () => (this._model.isPlaying ? this.pause() : this.play()),
      speed: (speed) => {
        this._call(() => this._model.setSpeed(speed));
        this._invalidate();
      },
    });
  }

  /** Returns the state in a sentence. */
  _sentence() {
    return '';
  }

  /** Plays the run from the step shown, from the start when that is the last. */
  play() {
    if (!this._model) return;
    this._call(() => this._model.play());
    this._invalidate();
  }

  /** Stops playing. */
  pause() {
    if (!this._model) return;
    const wasPlaying = this._model.isPlaying;
    this._call(() => this._model.pause());
    if (wasPlaying && this._model) this.#keepStep();
    this._invalidate();
  }

  /** Goes back to the settings that the page's author wrote, or to the defaults; what was refused is forgotten. */
  reset() {
    if (!this._model) return;
    this.pause();
    this.#refused = undefined;
    for (const setting of this._settings) {
      const value = this.#authored?.get(setting.attribute) ?? null;
      this._unset(setting, 'script');
      if (value !== null) this.setAttribute(setting.attribute, value);
    }
  }

  /**
   * @param {'figure-input' | 'figure-change' | 'figure-step' | 'figure-load' | 'figure-error'} name
   * @param {Record<string, unknown>} [detail]
   */
  _emit(name, detail = this._detail()) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // Texts

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  _text = (key, values) => text(this.#language, key, values);

  _relabel() {
    const language = languageOf(this);
    if (isLoaded(language) || !this.#model) this.#language = language;
    else {
      // Until they are there, those of the language before; nothing is lost where they cannot be had.
      this.#language = loadedLanguage(this.#language);
      loadTexts(language).then(() => this._relabel(), () => {});
    }
    mark(this._body, 'lang', this.#language);
    mark(this.#failure, 'lang', this.#language);
    if (this.#failed) this.#showFailure();
    if (!this.#model) return;
    write(this._announcement, '');
    write(this.#shareName, this._text('share'));
    this._label();
    this._invalidate();
  }

  // Failure

  /** @type {Failure | undefined} */
  #failed;

  /**
   * Shows the fallback and the reason in the place of the figure; its settings are kept.
   * @param {string} reason
   * @param {Record<string, string>} values
   * @param {string} action
   * @param {unknown} [error]
   */
  #fail(reason, values, action, error) {
    // A panicked object must not be called nor freed again.
    this.#model = undefined;
    this.#internals.states.add('failed');
    this.#failed = { reason, values, action };
    this.#isShown = false;
    this._body.hidden = true;
    this.#fallback.hidden = false;
    this.#showFailure();
    const detail = { reason, message: this._text(`failed.${reason}`, values), error };
    queueMicrotask(() => this._emit('figure-error', detail));
  }

  #showFailure() {
    const { reason, values, action } = /** @type {Failure} */ (this.#failed);
    const retry = element('button', { type: 'button' }, this._text(action));
    retry.addEventListener('click', () => this.#retry());
    this.#failure.replaceChildren(
      element('strong', {}, this._text('failed.title')),
      element('p', {}, this._text(`failed.${reason}`, values)),
      retry,
    );
    this.#failure.hidden = false;
  }

  async #retry() {
    if (outcome instanceof LoadError) await prepare();
    if (!this.#model) this._start();
  }
}
