// The types of gradient-figures. Written from package/interface.mjs: UPDATE_INTERFACE=1 node --test tests/interface.test.mjs

/** Fulfilled when the elements can answer, also where they can only say why there is no figure. They are defined from the beginning and keep what is set until then. */
export const ready: Promise<void>;

/** The colours; anything else counts as `auto`. */
export type FigureTheme = 'auto' | 'light' | 'dark';

/** Why there is no figure. */
export type FigureFailure = 'file' | 'missing' | 'network' | 'blocked' | 'broken' | 'unsupported' | 'canvas' | 'panic';

/** What `figure-error` carries. */
export interface FigureErrorDetail<Reason extends string = string> {
  /** Which setting was refused, or why there is no figure. */
  readonly reason: Reason;
  /** The same in a sentence, in the figure’s language. */
  readonly message: string;
  /** What was thrown, where the figure has ended by an error. */
  readonly error?: unknown;
}

/** `still`: x does not move; `one-sided`: comes nearer on one side; `one-step`: lands on the minimum in one step; `alternating`: comes nearer from both sides in turn; `cycle`: oscillates between two points forever; `diverging`: goes farther away with every step. */
export type GradientDescentStatus = 'still' | 'one-sided' | 'one-step' | 'alternating' | 'cycle' | 'diverging';

/** Why a `figure-error` is fired: a setting that was refused, or why there is no figure. */
export type GradientDescentErrorReason =
  | 'learningRate' | 'start' | 'steps' | 'step'
  | FigureFailure;

/** A step of the run. */
export interface GradientDescentRow {
  /** 0 is the start. */
  step: number;
  /** The parameter. */
  x: number;
  /** The loss x². */
  y: number;
  /** The slope 2x. */
  gradient: number;
}

/** What the events of `<gradient-descent>` carry but `figure-error`. */
export interface GradientDescentDetail {
  /** The learning rate η. */
  readonly learningRate: number;
  /** The start x₀. */
  readonly start: number;
  /** The number of steps. */
  readonly steps: number;
  /** The step shown. */
  readonly step: number;
  /** How the run behaves. */
  readonly status: GradientDescentStatus;
}

export interface GradientDescentEventMap extends HTMLElementEventMap {
  /** The figure has started; once. */
  'figure-load': CustomEvent<GradientDescentDetail>;
  /** The reader is moving a control. */
  'figure-input': CustomEvent<GradientDescentDetail>;
  /** What the reader was moving has settled. */
  'figure-change': CustomEvent<GradientDescentDetail>;
  /** A value was refused, also one that a script set; or there is no figure, or no longer. */
  'figure-error': CustomEvent<FigureErrorDetail<GradientDescentErrorReason>>;
  /** Another step is shown, by playing or by the reader. */
  'figure-step': CustomEvent<GradientDescentDetail>;
}

/** Gradient descent on y = x²: every update is x ← x − η · 2x, exactly as float64 has it. It converges from one side below η = ½, from both sides above, and blows up beyond η = 1. */
export class GradientDescent extends HTMLElement {
  /**
   * The learning rate η. A finite number of at least 0.
   * @default 0.1
   */
  learningRate: number;
  /**
   * The start x₀. A finite number.
   * @default -3
   */
  start: number;
  /**
   * The number of steps. A whole number from 1 to 10 000.
   * @default 10
   */
  steps: number;
  /**
   * The step shown; one beyond the last shows the last. A whole number of at least 0.
   * @default the last step
   */
  step: number;
  /** The colours; anything else counts as `auto`. */
  theme: FigureTheme;
  /** Every step of the run, exact. */
  readonly trajectory: GradientDescentRow[];
  /** How the run behaves; null while the figure has failed. */
  readonly status: GradientDescentStatus | null;
  /** The first step whose y is not finite, or null. */
  readonly overflowStep: number | null;
  /** Fulfilled once all that has been asked of the figure so far is drawn and said, with what it computes or counts over several frames; while it plays, with the next frame; at once where nothing is drawn: out of view, off the page, or without a figure. */
  readonly updateComplete: Promise<void>;
  /** Returns a NumPy script that prints step, x and y of this run. */
  toPython(): Promise<string>;
  /** Plays the run from the step shown, from the start when that is the last. */
  play(): void;
  /** Stops playing. */
  pause(): void;
  /** Goes back to the settings that the page’s author wrote, else to the defaults. */
  reset(): void;
  addEventListener<K extends keyof GradientDescentEventMap>(type: K, listener: (this: GradientDescent, event: GradientDescentEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof GradientDescentEventMap>(type: K, listener: (this: GradientDescent, event: GradientDescentEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What a template may set of `<gradient-descent>` besides what it may of every element. */
export interface GradientDescentAttributes {
  learningRate?: number | undefined;
  'learning-rate'?: number | string | undefined;
  start?: number | string | undefined;
  steps?: number | string | undefined;
  step?: number | string | undefined;
  theme?: FigureTheme | undefined;
  compact?: boolean | '' | undefined;
  fit?: boolean | '' | undefined;
}

export type MinibatchSgdSampling = 'replacement' | 'epoch';

export type MinibatchSgdAxis = 'updates' | 'epochs' | 'gradients';

/** `still`: the line does not move; `converging`: no update can blow up; `unsteady`: single updates may overshoot; the run ended lower than it began; `diverging`: the run ended higher than it began, or η is above 2/λ_max. */
export type MinibatchSgdStatus = 'still' | 'converging' | 'unsteady' | 'diverging';

/** Why a `figure-error` is fired: a setting that was refused, or why there is no figure. */
export type MinibatchSgdErrorReason =
  | 'learningRate' | 'batchSize' | 'samples' | 'noise' | 'dataSeed' | 'seed' | 'sampling' | 'steps' | 'step' | 'axis'
  | 'sample' | 'removal'
  | FigureFailure;

/** An update of a run. */
export interface MinibatchSgdRow {
  /** 0 is the start. */
  step: number;
  /** The slope. */
  w: number;
  /** The intercept. */
  b: number;
  /** Over all samples as they are now. */
  loss: number;
}

/** The runs of the three methods. */
export interface MinibatchSgdTrajectory {
  /** The full batch. */
  full: MinibatchSgdRow[];
  /** Mini-batches of B. */
  mini: MinibatchSgdRow[];
  /** Single samples. */
  sgd: MinibatchSgdRow[];
}

/** What the events of `<minibatch-sgd>` carry but `figure-error`. */
export interface MinibatchSgdDetail {
  /** The learning rate η. */
  readonly learningRate: number;
  /** The batch size B. */
  readonly batchSize: number;
  /** The number of samples N. */
  readonly samples: number;
  /** The standard deviation of the samples’ noise. */
  readonly noise: number;
  /** NumPy’s seed of the samples. */
  readonly dataSeed: number;
  /** NumPy’s seed of the batches. */
  readonly seed: number;
  /** How batches are drawn: with replacement (`np.random.choice`), or each sample once an epoch (`np.random.permutation`). */
  readonly sampling: MinibatchSgdSampling;
  /** The number of updates. */
  readonly steps: number;
  /** The step shown. */
  readonly step: number;
  /** What the loss is drawn against. */
  readonly axis: MinibatchSgdAxis;
  /** How the run of mini-batches behaves. */
  readonly status: MinibatchSgdStatus;
}

export interface MinibatchSgdEventMap extends HTMLElementEventMap {
  /** The figure has started; once. */
  'figure-load': CustomEvent<MinibatchSgdDetail>;
  /** The reader is moving a control. */
  'figure-input': CustomEvent<MinibatchSgdDetail>;
  /** What the reader was moving has settled. */
  'figure-change': CustomEvent<MinibatchSgdDetail>;
  /** A value was refused, also one that a script set; or there is no figure, or no longer. */
  'figure-error': CustomEvent<FigureErrorDetail<MinibatchSgdErrorReason>>;
  /** Another step is shown, by playing or by the reader. */
  'figure-step': CustomEvent<MinibatchSgdDetail>;
}

/** A line y = wx + b is fitted to samples of t = 2x + 1 by three methods from the same start: the full batch, mini-batches of B, and SGD with single samples. The loss is the mean of half squared errors. */
export class MinibatchSgd extends HTMLElement {
  /**
   * The learning rate η. A finite number of at least 0.
   * @default 0.1
   */
  learningRate: number;
  /**
   * The batch size B; follows when there are fewer samples. A whole number from 1 to `samples`.
   * @default 8
   */
  batchSize: number;
  /**
   * The number of samples N. A whole number from 2 to 1 000 000.
   * @default 100
   */
  samples: number;
  /**
   * The standard deviation of the samples’ noise. A number from 0 to 10⁹.
   * @default 0.3
   */
  noise: number;
  /**
   * NumPy’s seed of the samples. A whole number from 0 to 2³² − 1.
   * @default 0
   */
  dataSeed: number;
  /**
   * NumPy’s seed of the batches. A whole number from 0 to 2³² − 1.
   * @default 1
   */
  seed: number;
  /**
   * How batches are drawn: with replacement (`np.random.choice`), or each sample once an epoch (`np.random.permutation`). One of `replacement`, `epoch`.
   * @default 'replacement'
   */
  sampling: MinibatchSgdSampling;
  /**
   * The number of updates. A whole number from 1 to 10 000.
   * @default 50
   */
  steps: number;
  /**
   * The step shown; one beyond the last shows the last. A whole number of at least 0.
   * @default the last step
   */
  step: number;
  /**
   * What the loss is drawn against. One of `updates`, `epochs`, `gradients`.
   * @default 'updates'
   */
  axis: MinibatchSgdAxis;
  /** The colours; anything else counts as `auto`. */
  theme: FigureTheme;
  /** The runs of all three methods, exact, as far as they are computed. */
  readonly trajectory: MinibatchSgdTrajectory;
  /** The indices of the mini-batch that leads on from the step shown. */
  readonly batch: number[];
  /** 2/λ_max: below it the full batch converges. */
  readonly limit: number | null;
  /** 2/max(xₙ² + 1): below it no single sample can blow up. */
  readonly sgdLimit: number | null;
  /** How the run of mini-batches behaves; null while the figure has failed. */
  readonly status: MinibatchSgdStatus | null;
  /** Whether all that is shown is computed; large full batches take many frames. */
  readonly isComplete: boolean;
  /** Fulfilled once all that has been asked of the figure so far is drawn and said, with what it computes or counts over several frames; while it plays, with the next frame; at once where nothing is drawn: out of view, off the page, or without a figure. */
  readonly updateComplete: Promise<void>;
  /**
   * Adds a sample and returns whether it was done. The run goes on from the step shown, or begins anew where that is the first or the last.
   * @param x the input, a number from −10⁹ to 10⁹
   * @param t the target, a number from −10⁹ to 10⁹
   */
  addSample(x: number, t: number): boolean;
  /**
   * Removes a sample and returns whether it was done; two must stay. The run goes on as after `addSample`.
   * @param index a whole number from 0, below the number of samples
   */
  removeSample(index: number): boolean;
  /** Returns a NumPy script that prints step, w, b and loss of the run of mini-batches. */
  toPython(): Promise<string>;
  /** Plays the run from the step shown, from the start when that is the last. */
  play(): void;
  /** Stops playing. */
  pause(): void;
  /** Goes back to the settings that the page’s author wrote, else to the defaults. */
  reset(): void;
  addEventListener<K extends keyof MinibatchSgdEventMap>(type: K, listener: (this: MinibatchSgd, event: MinibatchSgdEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof MinibatchSgdEventMap>(type: K, listener: (this: MinibatchSgd, event: MinibatchSgdEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What a template may set of `<minibatch-sgd>` besides what it may of every element. */
export interface MinibatchSgdAttributes {
  learningRate?: number | undefined;
  'learning-rate'?: number | string | undefined;
  batchSize?: number | undefined;
  'batch-size'?: number | string | undefined;
  samples?: number | string | undefined;
  noise?: number | string | undefined;
  dataSeed?: number | undefined;
  'data-seed'?: number | string | undefined;
  seed?: number | string | undefined;
  sampling?: MinibatchSgdSampling | undefined;
  steps?: number | string | undefined;
  step?: number | string | undefined;
  axis?: MinibatchSgdAxis | undefined;
  theme?: FigureTheme | undefined;
  compact?: boolean | '' | undefined;
  fit?: boolean | '' | undefined;
}

/** `stays`: in the shallow well, x ≤ 0; `leaves`: over the ridge into the deep well, x > 0; `diverges`: thrown out of both, beyond −3 … 4. */
export type NoiseEscapeStatus = 'stays' | 'leaves' | 'diverges';

/** Why a `figure-error` is fired: a setting that was refused, or why there is no figure. */
export type NoiseEscapeErrorReason =
  | 'learningRate' | 'batchSize' | 'steps' | 'step' | 'seed' | 'runs'
  | FigureFailure;

/** A step of the run shown. */
export interface NoiseEscapeRow {
  /** 0 is the start. */
  step: number;
  /** The parameter. */
  x: number;
  /** E(x), the mean over all samples. */
  y: number;
}

/** What the events of `<noise-escape>` carry but `figure-error`. */
export interface NoiseEscapeDetail {
  /** The learning rate η. */
  readonly learningRate: number;
  /** The batch size B. */
  readonly batchSize: number;
  /** The number of updates. */
  readonly steps: number;
  /** The step shown. */
  readonly step: number;
  /** NumPy’s seed of the run shown. */
  readonly seed: number;
  /** How many runs are counted. */
  readonly runs: number;
  /** How the run shown ends. */
  readonly status: NoiseEscapeStatus;
}

export interface NoiseEscapeEventMap extends HTMLElementEventMap {
  /** The figure has started; once. */
  'figure-load': CustomEvent<NoiseEscapeDetail>;
  /** The reader is moving a control. */
  'figure-input': CustomEvent<NoiseEscapeDetail>;
  /** What the reader was moving has settled. */
  'figure-change': CustomEvent<NoiseEscapeDetail>;
  /** A value was refused, also one that a script set; or there is no figure, or no longer. */
  'figure-error': CustomEvent<FigureErrorDetail<NoiseEscapeErrorReason>>;
  /** Another step is shown, by playing or by the reader. */
  'figure-step': CustomEvent<NoiseEscapeDetail>;
}

/** Runs on a curve with two wells, E(x) = x⁴/4 − x³/3 − x², the mean of 64 samples’ Eₙ(x) = E(x) + sₙ x; every run starts at x = −1.5, on the side of the shallow well. Beside the run shown it counts where many runs ended. */
export class NoiseEscape extends HTMLElement {
  /**
   * The learning rate η. A finite number of at least 0.
   * @default 0.1
   */
  learningRate: number;
  /**
   * The batch size B; 64 is the full batch, all samples once. A whole number from 1 to 64.
   * @default 1
   */
  batchSize: number;
  /**
   * The number of updates. A whole number from 1 to 10 000.
   * @default 200
   */
  steps: number;
  /**
   * The step shown; one beyond the last shows the last. A whole number of at least 0.
   * @default the last step
   */
  step: number;
  /**
   * NumPy’s seed of the run shown; run r of those counted has `seed` + r. A whole number from 0 to 2³² − 1.
   * @default 1
   */
  seed: number;
  /**
   * How many runs are counted. A whole number from 1 to 10 000.
   * @default 1000
   */
  runs: number;
  /** The colours; anything else counts as `auto`. */
  theme: FigureTheme;
  /** Every step of the run shown, exact. */
  readonly trajectory: NoiseEscapeRow[];
  /** How the run shown ends; null while the figure has failed. */
  readonly status: NoiseEscapeStatus | null;
  /** The share of the runs counted so far that ended in the deep well. */
  readonly escaped: number | null;
  /** How many runs are counted: while the figure is in view it rises to `runs`. */
  readonly runsDone: number;
  /** Fulfilled once all that has been asked of the figure so far is drawn and said, with what it computes or counts over several frames; while it plays, with the next frame; at once where nothing is drawn: out of view, off the page, or without a figure. */
  readonly updateComplete: Promise<void>;
  /** Returns a NumPy script that prints step, x and y of the run shown. */
  toPython(): Promise<string>;
  /** Plays the run from the step shown, from the start when that is the last. */
  play(): void;
  /** Stops playing. */
  pause(): void;
  /** Goes back to the settings that the page’s author wrote, else to the defaults. */
  reset(): void;
  addEventListener<K extends keyof NoiseEscapeEventMap>(type: K, listener: (this: NoiseEscape, event: NoiseEscapeEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof NoiseEscapeEventMap>(type: K, listener: (this: NoiseEscape, event: NoiseEscapeEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What a template may set of `<noise-escape>` besides what it may of every element. */
export interface NoiseEscapeAttributes {
  learningRate?: number | undefined;
  'learning-rate'?: number | string | undefined;
  batchSize?: number | undefined;
  'batch-size'?: number | string | undefined;
  steps?: number | string | undefined;
  step?: number | string | undefined;
  seed?: number | string | undefined;
  runs?: number | string | undefined;
  theme?: FigureTheme | undefined;
  compact?: boolean | '' | undefined;
  fit?: boolean | '' | undefined;
}

/** Why a `figure-error` is fired: a setting that was refused, or why there is no figure. */
export type BatchThroughputErrorReason =
  | 'samples' | 'repeats' | 'dataSeed' | 'seed'
  | 'hidden' | 'clock'
  | FigureFailure;

/** What was measured of a batch size. */
export interface BatchThroughputResult {
  /** The batch size B. */
  batchSize: number;
  /** Every measurement: milliseconds per epoch. */
  epochMs: number[];
  /** Sample gradients per second, of the median. */
  gradientsPerSecond: number;
}

/** What the events of `<batch-throughput>` carry but `figure-error`. */
export interface BatchThroughputDetail {
  /** The number of samples N. */
  readonly samples: number;
  /** How often each batch size is measured. */
  readonly repeats: number;
  /** NumPy’s seed of the samples. */
  readonly dataSeed: number;
  /** NumPy’s seed of the batches. */
  readonly seed: number;
  /** What is measured so far. */
  readonly results: BatchThroughputResult[];
}

export interface BatchThroughputEventMap extends HTMLElementEventMap {
  /** The figure has started; once. */
  'figure-load': CustomEvent<BatchThroughputDetail>;
  /** The reader is moving a control. */
  'figure-input': CustomEvent<BatchThroughputDetail>;
  /** A value was refused, also one that a script set; or there is no figure, or no longer. */
  'figure-error': CustomEvent<FigureErrorDetail<BatchThroughputErrorReason>>;
  /** What the reader was moving has settled, or all is measured. */
  'figure-change': CustomEvent<BatchThroughputDetail>;
}

/** Measures, when its button is pressed, whole epochs of the same mini-batches for B = 1, 4, 16, … N on the reader’s machine: sample gradients per second and time per epoch, each measurement with its median. Nothing is shown that was not measured. */
export class BatchThroughput extends HTMLElement {
  /**
   * The number of samples N. A whole number from 2 to 262 144.
   * @default 16384
   */
  samples: number;
  /**
   * How often each batch size is measured. A whole number from 1 to 50.
   * @default 7
   */
  repeats: number;
  /**
   * NumPy’s seed of the samples. A whole number from 0 to 2³² − 1.
   * @default 0
   */
  dataSeed: number;
  /**
   * NumPy’s seed of the batches. A whole number from 0 to 2³² − 1.
   * @default 1
   */
  seed: number;
  /** The colours; anything else counts as `auto`. */
  theme: FigureTheme;
  /** What is measured so far, by ascending batch size. */
  readonly results: BatchThroughputResult[];
  /** Whether it is measuring. */
  readonly isMeasuring: boolean;
  /** The part of the measurements that is done, from 0 to 1. */
  readonly progress: number;
  /** The longest time, in milliseconds, that measuring has held the page at once. */
  readonly longestPieceMs: number;
  /** Fulfilled once all that has been asked of the figure so far is drawn and said, with what it computes or counts over several frames; while it plays, with the next frame; at once where nothing is drawn: out of view, off the page, or without a figure. */
  readonly updateComplete: Promise<void>;
  /** Measures anew, unless it does already; the promise is of what was measured when all is done or something stopped it. */
  measure(): Promise<BatchThroughputResult[]>;
  /** Stops; whole measurements stay. */
  stop(): void;
  /** The same as `measure()`, without its promise. */
  play(): void;
  /** The same as `stop()`. */
  pause(): void;
  /** Goes back to the settings that the page’s author wrote, else to the defaults. */
  reset(): void;
  addEventListener<K extends keyof BatchThroughputEventMap>(type: K, listener: (this: BatchThroughput, event: BatchThroughputEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof BatchThroughputEventMap>(type: K, listener: (this: BatchThroughput, event: BatchThroughputEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What a template may set of `<batch-throughput>` besides what it may of every element. */
export interface BatchThroughputAttributes {
  samples?: number | string | undefined;
  repeats?: number | string | undefined;
  dataSeed?: number | undefined;
  'data-seed'?: number | string | undefined;
  seed?: number | string | undefined;
  theme?: FigureTheme | undefined;
  compact?: boolean | '' | undefined;
  fit?: boolean | '' | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'gradient-descent': GradientDescent;
    'minibatch-sgd': MinibatchSgd;
    'noise-escape': NoiseEscape;
    'batch-throughput': BatchThroughput;
  }
}
