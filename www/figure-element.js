// What every figure shares: its life on the page, settings, frames, size, theme, language, messages.

import { NumberControl, Transport } from './controls.js';
import { element, mark, write } from './dom.js';
import { exact, toNumber } from './format.js';
import { LoadError } from './load-error.js';
import { load, loadStyle } from './load.js';
import { addTexts, isLoaded, languageOf, loadTexts, loadedLanguage, text } from './locale.js';
import { share, view } from './parts.js';
import { screenSize } from './plane.js';
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

/** @typedef {{ forget: () => void }} Control */

/** @typedef {'attribute' | 'script' | 'reader'} Source who set a value; only the reader's acts fire events */

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The most pixels of a canvas per CSS pixel: on a page that is enlarged more, canvases would take too much memory. */
const MOST_SCALE = 4;
/** And of one that is printed: another than on the screen, for a canvas that takes another size is drawn from the beginning. */
const paperScale = () => (devicePixelRatio === 2 ? 3 : 2);

/** The time of the frame that is being made, as animation frames are told it. */
const frameTime = () => Number(document.timeline.currentTime ?? performance.now());

/** @typedef {import('./locale.js').Part} Part what the first kind of figure needs, or what the others need besides */

/** What could be loaded, or why not; nothing until that is known. @type {Partial<Record<Part, Partial<import('./load.js').Models> | LoadError>>} */
const outcomes = {};
/** The style sheet, from the moment it is there. @type {CSSStyleSheet | undefined} */
let look;
/** The views whose code is there, by the kind of figure. @type {Map<string, new (figure: any) => import('./view.js').View>} */
const views = new Map();
/** Figures on the page that are to start and cannot: nothing is loaded yet, or it could not be. @type {Set<FigureElement>} */
const waiting = new Set();
/** Figures on the page. @type {Set<FigureElement>} */
const connected = new Set();

/** @param {unknown} error */
const asLoadError = (error) => (error instanceof LoadError ? error : new LoadError('broken', String(error)));

/** @type {Partial<Record<Part, Promise<void>>>} */
const preparing = {};

/**
 * Loads what figures are made of, once; never throws, the figures show what went wrong. After a failure the next call tries again.
 * @param {Part} part
 * @returns {Promise<void>}
 */
export function prepare(part) {
  const begun = preparing[part] ?? prepareOnce(part);
  preparing[part] = begun;
  return begun;
}

/** @param {Part} part */
async function prepareOnce(part) {
  if (part === 'more') await prepare('base');
  // A figure has its look, and with it its room, before it is there.
  else loadStyle().then((sheet) => {
    look = sheet;
    connected.forEach((figure) => figure._dress(sheet));
  }, () => {});
  try {
    if (outcomes.base instanceof LoadError && part === 'more') throw outcomes.base;
    outcomes[part] = await load(part);
  } catch (error) {
    outcomes[part] = asLoadError(error);
    delete preparing[part];
  }
  for (const figure of [...waiting]) if (figure._part === part) figure._resume();
}

/** Gives a kind of figure its view, where the code for that is there from the beginning. @param {string} kind @param {new (figure: any) => import('./view.js').View} View */
export const provide = (kind, View) => views.set(kind, View);

/** Loads the views of the figures that are still to come into view, for a page can be printed before they do; where one cannot be had, it is asked for again when it is to be seen. */
export async function provideAll() {
  const kinds = new Set([...connected].map((figure) => /** @type {typeof FigureElement} */ (figure.constructor)));
  await Promise.allSettled([...kinds].filter(({ kind }) => !views.has(kind)).map(async ({ kind, part }) => {
    const [{ default: View }] = await Promise.all([view(kind), loadTexts(languageOf(document.documentElement), part)]);
    views.set(kind, View);
  }));
}

/** Returns what a figure is shared and taken along with, loaded when that is first wanted. */
export async function sharing() {
  const tools = await share();
  addTexts(tools.texts);
  return tools;
}

// The plots are drawn for paper before the page is laid out for it, and for the screen again afterwards.
for (const [name, isPrinted] of /** @type {const} */ ([['beforeprint', true], ['afterprint', false]])) {
  addEventListener(name, () => connected.forEach((figure) => figure._print(isPrinted)));
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

/** Returns what the model is given for a value. @param {Setting} setting @param {unknown} value */
const meantBy = ({ words }, value) => (words ? written(value).toLowerCase() : toNumber(value));

/**
 * Keeps a key to the figure that is in use: a notebook or a slide show has shortcuts of one letter, and arrows, for the whole page.
 * What moves the focus, closes something or belongs to the browser goes on.
 * @param {KeyboardEvent} event
 */
function keepKey(event) {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && !/^(Tab|Escape|F\d+)$/.test(event.key)) event.stopPropagation();
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
  /** Which view it has: the name of the element that it is, or is derived from. */
  static kind = '';
  /** Whether what it is made of comes first. @type {Part} */
  static part = 'more';
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

  /** The Rust half, made when it is first asked for; undefined until it is loaded, and while the figure has failed. @returns {any} */
  get _model() {
    if (!this.#isStarted) this._start();
    return this.#model;
  }

  /** @type {import('./plane.js').Plane[]} in the model's order */
  _planes = [];

  /** The controls of settings, by property. @type {Map<string, Control>} */
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
  /** Whether the browser has told if the figure is in view. */
  #isLooked = false;
  #isShown = false;
  /** Whether it is drawn for paper. */
  #isPrinted = false;
  #isReflecting = false;
  #isLoaded = false;
  /**
   * What was refused, until something else is accepted for it: what was given, by the property or by what an action is about.
   * @type {Map<string, string | undefined>}
   */
  #refused = new Map();
  /** What was set while there was no model to judge it, in that order: judged together, for one may make another acceptable. @type {Map<Setting, { value: unknown, source: Source }>} */
  #pending = new Map();
  #isPatient = false;
  /** Whether it is to play once it has started. */
  #isToPlay = false;
  /** What is seen of it, made when its code is there. @type {import('./view.js').View | undefined} */
  #view;
  /** @type {import('./share.js').SharePanel | undefined} */
  #panel;
  #shareName = element('summary');
  /** Goes back to what the page's author wrote, as the reader's act. */
  _resetButton = element('button', { type: 'button', class: 'chip reset' });
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
    const watch = element('div', { class: 'watch', 'aria-hidden': 'true' });
    watch.addEventListener('transitionrun', () => this._repaint());
    this.#surround = element('div', { class: 'frame' }, this.#failure, this.#fallback, this._body, this.#probe, watch);
    shadow.append(this.#surround);
    this._resetButton.addEventListener('click', () => {
      this.reset();
      this._change();
    });
    for (const type of /** @type {const} */ (['keydown', 'keypress', 'keyup'])) this.addEventListener(type, keepKey);
    this.#sizes = new ResizeObserver(() => this._measure());
    this.#sight = new IntersectionObserver((entries) => this.#onSight(entries[entries.length - 1].isIntersecting),
      { rootMargin: '200px' });
  }

  /** Who waits for a frame, or for what there is to be drawn. @type {(() => void)[]} */
  #waiting = [];
  /** Fulfilled when the texts that were asked for last are there, or cannot be had. */
  #speaking = Promise.resolve();
  /** Fulfilled when the code of the view that was asked for last is there, or cannot be had. */
  #seeking = Promise.resolve();

  #probe;
  #surround;
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

  /** Makes the Rust half, and what is seen of it as soon as its code is there. Called once a figure, and again after a failure. */
  _start() {
    const outcome = outcomes[this._part];
    if (!outcome) {
      if (this.isConnected) waiting.add(this);
      prepare(this._part);
      return;
    }
    this.#isStarted = true;
    waiting.delete(this);
    this._dress(look);
    if (outcome instanceof LoadError) {
      waiting.add(this);
      this.#fail(outcome.reason, { detail: outcome.detail }, 'failed.retry');
      return;
    }
    this.#model = this._call(() => this._make(outcome));
    if (!this.#model) return;
    this.#failed = undefined;
    this.#internals.states.delete('failed');
    this.#failure.hidden = true;
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
    this.#takePending();
    if (this.#isToPlay) this.play();
    this.#seek();
  }

  /** Starts a figure that has waited, unless it has already said why it cannot and nothing has changed. */
  _resume() {
    if (!(this.#failed && outcomes[this._part] instanceof LoadError)) this._start();
  }

  /** Has what is seen of it made: at once where the code for that is there. */
  #seek() {
    const { kind } = /** @type {typeof FigureElement} */ (this.constructor);
    const View = views.get(kind);
    if (View) {
      this.#furnish(View);
      return;
    }
    this.#seeking = Promise.all([view(kind), this.#loadTexts()]).then(([{ default: made }]) => {
      views.set(kind, made);
      if (this.#model && !this.#view) this.#furnish(made);
    }, (error) => {
      const { reason, detail } = asLoadError(error);
      if (!this.#model || this.#view) return;
      waiting.add(this);
      this.#fail(reason, { detail }, 'failed.retry');
    });
  }

  /** @param {new (figure: any) => import('./view.js').View} View */
  #furnish(View) {
    const made = new View(this);
    this._body.replaceChildren();
    this.#panel = undefined;
    this.#isShown = false;
    this._call(() => made._build(/** @type {any} */ (outcomes[this._part])));
    if (!this.#model) return;
    this.#view = made;
    this._body.append(this.#sharePart());
    this._relabel();
    if (this.isConnected) this.#enter();
  }

  /** Judges what was set before it could be judged. */
  #takePending() {
    for (const isPatient of [true, false]) {
      const pending = [...this.#pending];
      this.#pending.clear();
      this.#isPatient = isPatient;
      for (const [setting, { value, source }] of pending) this._set(setting, value, source);
    }
  }

  /** Keeps what was set until it can be judged. @param {Setting} setting @param {unknown} value @param {Source} source */
  #postpone(setting, value, source) {
    // The last one counts, also in its place among the others.
    this.#pending.delete(setting);
    this.#pending.set(setting, { value, source });
    return true;
  }

  /** Returns what shares the figure or takes it along; what it does is loaded when it is opened. */
  #sharePart() {
    const told = element('p', { role: 'status' });
    const retry = element('button', { type: 'button', class: 'chip', hidden: true });
    const more = element('details', { class: 'share', part: 'share' }, this.#shareName, told, retry);
    const open = async () => {
      if (!more.open || this.#panel) return;
      write(told, '');
      retry.hidden = true;
      try {
        const { SharePanel } = await sharing();
        this.#panel ??= new SharePanel(this);
        more.replaceChildren(this.#shareName, this.#panel.root);
      } catch (error) {
        const { reason, detail } = asLoadError(error);
        write(told, this._text(`failed.${reason}`, { detail }));
        write(retry, this._text('failed.retry'));
        retry.hidden = false;
      }
    };
    more.addEventListener('toggle', open);
    retry.addEventListener('click', open);
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

  /** @returns {Part} */
  get _part() {
    return /** @type {typeof FigureElement} */ (this.constructor).part;
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
   * Returns a new Rust half.
   * @param {any} models those of its part
   * @returns {any}
   */
  _make(models) {
    throw new Error(`${this.localName} has no model in ${models}`);
  }

  /** Returns the Rust half as soon as that and the texts are loaded; undefined where it failed. @returns {Promise<any>} */
  async _ready() {
    await Promise.all([prepare(this._part), this.#loadTexts().catch(() => {})]);
    return this._model;
  }

  /** Loads the texts that the figure needs, in its language. */
  #loadTexts() {
    return loadTexts(languageOf(this), this._part);
  }

  /** Whether the texts that it needs are there in the language that it speaks. */
  get _hasTexts() {
    return isLoaded(this.#language, this._part);
  }

  /** Writes the model's state into the page. */
  _update() {
    this.#view?._update();
  }

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
    if (this.#failed) waiting.add(this);
    this._relabel();
    if (this.#model) this.#takePending();
    if (this.#view) {
      this.#enter();
    } else {
      // It starts when it comes into view, or when it is first asked for something; until then it has its room.
      this._dress(look);
      this.#sight.observe(this);
    }
  }

  disconnectedCallback() {
    connected.delete(this);
    waiting.delete(this);
    reducedMotion.removeEventListener('change', this._invalidate);
    this.#sizes.disconnect();
    this.#sight.disconnect();
    this.#isVisible = this.#isLooked = false;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#goOn();
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
    this.#isLooked = true;
    this.#goOn();
    if (!isVisible) return;
    if (!this.#isStarted) this._start();
    // The time off screen does not count as played.
    if (this._model?.isPlaying) this._call(() => this._model.play());
    if (this.#view && !this.#isShown) this.#show();
    else this._measure();
    this._invalidate();
  }

  /** Puts the figure in the place of its fallback, drawn in the same frame. */
  #show() {
    this.#isShown = true;
    this._body.hidden = false;
    this.#fallback.hidden = true;
    // The room that a page has kept for it is its own from here on.
    this.#internals.states.add('live');
    if (!this._measure()) this._draw(frameTime());
  }

  /**
   * Fits the canvases to the planes' sizes and the screen's pixels as they are now. A canvas that takes another size is
   * empty, so all is drawn at once, in the frame in which the size is seen to be another. A figure out of sight waits until
   * it comes into view.
   * @returns {boolean} whether it has drawn
   */
  _measure() {
    if (!this.#model || !this.#isShown || !(this.#isVisible || this.#isPrinted)) return false;
    const scale = this.#isPrinted ? paperScale() : Math.min(MOST_SCALE, devicePixelRatio);
    const isOther = this._planes.map(({ stack, size }, index) => {
      // What a browser keeps hidden in a closed disclosure may have a size all the same.
      const isSeen = stack.closest('details')?.open ?? true;
      const { width, height } = isSeen ? screenSize(stack, scale) : { width: 0, height: 0 };
      if (size.width === width && size.height === height && size.scale === scale) return false;
      Object.assign(size, { width, height, scale });
      this._call(() => this._model.resize(index, width, height, scale));
      return true;
    }).includes(true);
    if (isOther) this._draw(frameTime());
    return isOther;
  }

  /** Draws what came into sight or went out of it when something was opened or closed, and says it. */
  _seen() {
    this._measure();
    this._invalidate();
  }

  _repaint = () => {
    if (!this.#model || !this.isConnected) return;
    // The page's own colour scheme, or the reader's where the page has none.
    this.#surround.toggleAttribute('data-free', getComputedStyle(this).colorScheme === 'normal');
    const colors = readPalette(this.#probe);
    this._colors = colors.join();
    this._call(() => this._model.setPalette(colors));
    this._invalidate();
  };

  /**
   * Draws for paper, in light colours whatever the theme and also what was never in view, or for the screen again.
   * @param {boolean} isPrinted
   */
  _print(isPrinted) {
    this.#isPrinted = isPrinted;
    this.#surround.toggleAttribute('data-printed', isPrinted);
    if (isPrinted && !this.#isStarted) this._start();
    if (!this.#view) return;
    this._repaint();
    if (!this.#isShown) this.#show();
    else if (!this._measure()) this._draw(frameTime());
    for (const { stack, size } of this._planes) {
      stack.style.setProperty('--_width', String(size.width));
      stack.style.setProperty('--_height', String(size.height));
    }
  }

  // Frames

  /** Asks for one animation frame, unless one is on its way or nobody would see it. */
  _invalidate = () => {
    if (this.#frame || !this.#isVisible || !this.#view) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      try {
        this._draw(now);
      } finally {
        this.#goOn();
      }
    });
  };

  /** Tells those that wait to look again, after this frame's layout, which may ask for another. */
  #goOn() {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting.splice(0);
    setTimeout(() => waiting.forEach((look) => look()));
  }

  /**
   * Fulfilled once all that has been asked of the figure so far is drawn and said; while it plays, with the next frame; at
   * once where nothing is drawn.
   * @returns {Promise<void>}
   */
  get updateComplete() {
    return this.#complete();
  }

  async #complete() {
    await preparing[this._part];
    await this.#seeking;
    for (let isPlaying = false; !isPlaying;) {
      await this.#speaking;
      if (!this.#frame && (!this.isConnected || this.#isLooked)) return;
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
      isPlaying = this.#model?.isPlaying ?? false;
    }
  }

  /** Draws what is now, and says it. @param {number} now */
  _draw(now) {
    const model = this._model;
    if (!model) return;
    const wasPlaying = model.isPlaying;
    const wantsMore = this._call(() => model.frame(now, !reducedMotion.matches));
    if (!this._model) return;
    if (wasPlaying) this.#keepStep();
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
    const { isPlaying, step, steps } = this._model;
    if (isPlaying) {
      this.#accepted.set(setting.property, step);
      this.#reflect(setting, step);
      return;
    }
    if (step === steps) this._unset(setting);
    else this._set(setting, step, 'reader');
    this._call(() => this._model.settle());
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
    if (this._model) return this._model[setting.property];
    const pending = this.#pending.get(setting);
    return pending ? meantBy(setting, pending.value) : this.#accepted.get(setting.property);
  }

  /**
   * Sets a value if it is accepted, else says what would be; the state is kept then.
   * @param {Setting} setting
   * @param {unknown} value
   * @param {Source} source
   * @returns {boolean} whether it was accepted
   */
  _set(setting, value, source) {
    // An attribute alone does not start a figure.
    if (!(source === 'attribute' ? this.#model : this._model)) return this.#postpone(setting, value, source);
    const meant = meantBy(setting, value);
    const isAccepted = this.#attempt(() => this._model[setting.verb](meant), () => {
      if (this.#isPatient || (source === 'attribute' && !connected.has(this))) this.#postpone(setting, value, source);
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
    this.#refused.delete(subject);
    this._accepted();
    this.#follow();
    this._invalidate();
    return true;
  }

  /** Ends what a value that was accepted, or its removal, leaves to do. @param {Setting} setting @param {Source} source */
  #settled(setting, source) {
    this.#refused.delete(setting.property);
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
    this.#pending.delete(setting);
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
    // The one that was refused last is told last.
    this.#refused.delete(property);
    this.#refused.set(property, said);
    if (this._hasTexts) this.#tellRefused(property);
    // Of a figure that was never seen they may not be there yet.
    else this.#loadTexts().then(() => this.#tellRefused(property), () => {});
    this._invalidate();
  }

  /** @param {string} property */
  #tellRefused(property) {
    if (!this._isRefused(property)) return;
    const message = this.#refusal(property, this.#refused.get(property));
    this._tell(this._note);
    write(this._announcement, message);
    this._emit('figure-error', { reason: property, message });
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

  /** Whether the last value of a property was refused. @param {string} property */
  _isRefused(property) {
    return this.#refused.has(property);
  }

  /** What to say about all that was refused, or nothing. */
  get _error() {
    if (!this._model) return '';
    return [...this.#refused].map(([property, said]) => this.#refusal(property, said)).join(' ');
  }

  /** Returns what to say about a value that was refused. @param {string} property @param {string | undefined} said */
  #refusal(property, said) {
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
    if (this.#refused.size === 0) write(this._announcement, this._sentence());
    this._emit('figure-change');
    this.#view?._changed();
    this._invalidate();
  }

  /**
   * Returns a slider with a number field that sets a property.
   * @param {string} property
   * @param {import('./controls.js').NumberOptions} options
   */
  _control(property, options) {
    return this._known(property, (on) => new NumberControl(options, on));
  }

  /**
   * Returns a control that sets a property.
   * @template {Control} T
   * @param {string} property @param {(on: import('./controls.js').Listeners) => T} make
   */
  _known(property, make) {
    const control = make({
      input: (value) => this._input(property, value),
      change: (value) => {
        if (this._input(property, value)) this._change();
      },
    });
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
    return this.#view?._sentence() ?? '';
  }

  /** Plays the run from the step shown, from the start when that is the last. */
  play() {
    this.#isToPlay = !this._model;
    if (this.#isToPlay) return;
    this._call(() => this._model.play());
    this._invalidate();
  }

  /** Stops playing. */
  pause() {
    this.#isToPlay = false;
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
    this.#refused.clear();
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
    if (!this.#view || isLoaded(language, this._part)) this.#language = language;
    else {
      // Until they are there, those of the language before; nothing is lost where they cannot be had.
      this.#language = loadedLanguage(this.#language, this._part);
      this.#speaking = this.#loadTexts().then(() => this._relabel(), () => {});
    }
    mark(this._body, 'lang', this.#language);
    mark(this.#failure, 'lang', this.#language);
    if (this.#failed) this.#showFailure();
    if (!this.#view) return;
    write(this._announcement, '');
    write(this.#shareName, this._text('share'));
    write(this._resetButton, this._text('reset'));
    this.#view._label();
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
    this.#view = undefined;
    this.#isToPlay = false;
    this.#internals.states.delete('live');
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
    if (outcomes[this._part] instanceof LoadError) await prepare(this._part);
    if (!this.#model) this._start();
  }
}
