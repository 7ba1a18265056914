// What is measured, in which order, for how long: by whole epochs, in pieces that never hold the page for long.

/** The most samples: one update over all of them, which cannot be cut, has to stay far below 50 ms. */
export const MOST_SAMPLES = 2 ** 18;
export const MOST_REPEATS = 50;
const MOST_SEED = 2 ** 32 - 1;

/** How long a piece of work is to take, in milliseconds: about an animation frame. */
export const PIECE_MS = 16;

/** The coarsest steps of a clock to measure with, in milliseconds. */
export const COARSEST_MS = 2;

/** The least time of a measurement, in steps of the clock: by as much as one step of it each piece may be off. */
const LEAST_STEPS = 40;

/** Returns a whole number from `least` to `most`, never −0, or throws. @param {number} value @param {number} least @param {number} most */
function whole(value, least, most) {
  if (Number.isInteger(value) && value >= least && value <= most) return value || 0;
  throw new RangeError('the value was not accepted');
}

/** Returns the middle one of some values, or the mean of the two in the middle. @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** How often the clock is read in a row to see it move, in how many rows at most, and how many moves are enough. */
const READINGS = 10_000;
const LOOKS = 60;
const MOVES = 5;

/**
 * Looks at what steps the clock goes in, in milliseconds: the least of some, for a busy machine makes some longer. Infinity
 * where it was not seen to move.
 * @param {() => Promise<boolean>} pause between the looks, so that the page is not held; tells whether to go on
 */
export async function clockStep(pause) {
  let least = Infinity;
  for (let look = 0, moves = 0; look < LOOKS && moves < MOVES && await pause(); look += 1) {
    let before = performance.now();
    for (let reading = 0; reading < READINGS && moves < MOVES; reading += 1) {
      const now = performance.now();
      if (now > before) {
        least = Math.min(least, now - before);
        moves += 1;
      }
      before = now;
    }
  }
  return least;
}

/** @typedef {{ size: number, epochMs: number[], partMs: number[] }} Row milliseconds an epoch of a batch size, one a measurement; of all of it, and of drawing alone */

/** @typedef {{ batchSize: number, epochMs: number[], gradientsPerSecond: number }} Result the speed is that of the median */

/** @typedef {InstanceType<typeof import('../gradient-figures.js').BatchThroughputFigure>} Kernel */

/**
 * Returns the class of a figure's model: the Rust half, and the measuring.
 * @param {new () => Kernel} Base
 */
export const measuring = (Base) => class extends Base {
  samples = 2 ** 14;
  repeats = 7;
  dataSeed = 0;
  seed = 1;
  isMeasuring = false;
  mostSamples = MOST_SAMPLES;
  clockStep = clockStep;
  /** What is measured so far, by ascending batch size. */
  rows = this.#rows();
  /** The longest time that a piece has taken, in milliseconds. */
  longestMs = 0;
  /** Measurements done, those of the first round included. */
  #turn = 0;
  /** The least time of a measurement. */
  #leastMs = 0;
  /** Updates of this measurement that are done, and how long they took. */
  #done = 0;
  #spent = 0;
  /** Updates that fit into a piece: by batch size, of all of it and of drawing alone. */
  #budgets = [[1, 1]];

  /** @param {number} value */
  setSamples(value) {
    this.samples = whole(value, 2, MOST_SAMPLES);
    this.settle(true);
  }

  /** @param {number} value */
  setRepeats(value) {
    this.repeats = whole(value, 1, MOST_REPEATS);
    this.settle(true);
  }

  /** @param {number} value */
  setDataSeed(value) {
    this.dataSeed = whole(value, 0, MOST_SEED);
    this.settle(true);
  }

  /** @param {number} value */
  setSeed(value) {
    this.seed = whole(value, 0, MOST_SEED);
    this.settle(true);
  }

  /** Powers of four below N, and N. @returns {Row[]} */
  #rows() {
    const sizes = [];
    for (let size = 1; size < this.samples; size *= 4) sizes.push(size);
    return [...sizes, this.samples].map((size) => ({ size, epochMs: [], partMs: [] }));
  }

  /** Shows what there is; what was measured for other settings is dropped. @param {boolean} [isOther] */
  settle(isOther) {
    if (isOther) {
      this.stop();
      this.rows = this.#rows();
      this.#turn = this.longestMs = 0;
    }
    /** @type {[number[], number[]]} */
    const values = [[], []];
    for (const { size, epochMs, partMs } of this.rows) {
      const add = (/** @type {number} */ ms, /** @type {number} */ isMedian, /** @type {number} */ isPart) => {
        if (!isPart) values[0].push(size, this.rate(ms), isMedian, 0);
        values[1].push(size, ms, isMedian, isPart);
      };
      for (const [isPart, list] of [partMs, epochMs].entries()) {
        for (const ms of list) add(ms, 0, 1 - isPart);
        if (list.length > 0) add(median(list), 1, 1 - isPart);
      }
    }
    const sizes = Uint32Array.from(this.rows, ({ size }) => size);
    for (const [plane, list] of values.entries()) this.show(plane, sizes, Float64Array.from(list));
  }

  /** Returns sample gradients a second from the milliseconds of an epoch. @param {number} epochMs */
  rate(epochMs) {
    return (this.samples * 1000) / epochMs;
  }

  /** What is measured so far, by ascending batch size. @returns {Result[]} */
  get results() {
    return this.rows.filter(({ epochMs }) => epochMs.length > 0).map(({ size, epochMs }) => ({
      batchSize: size, epochMs: [...epochMs], gradientsPerSecond: this.rate(median(epochMs)),
    }));
  }

  /** The part of the measurements that is done, from 0 to 1. */
  get progress() {
    return this.#turn / (2 * this.rows.length * (this.repeats + 1));
  }

  /**
   * Begins anew; throws where the clock is too coarse.
   * @param {number} clockMs the steps of the clock
   */
  start(clockMs) {
    if (!(clockMs <= COARSEST_MS)) throw new RangeError('the clock is too coarse');
    this.settle(true);
    this.#leastMs = Math.max(PIECE_MS, LEAST_STEPS * clockMs);
    this.#budgets = this.rows.map(() => [1, 1]);
    this.prepare(this.samples, this.dataSeed);
    this.isMeasuring = true;
    this.#next();
  }

  /** Stops; whole measurements stay, the one that was going on is dropped. */
  stop() {
    this.isMeasuring = false;
    // Gives the samples back.
    this.prepare(0, 0);
  }

  #next() {
    this.#done = this.#spent = 0;
    this.begin(this.rows[this.#task()[0]].size, this.seed);
  }

  /**
   * What is measured now: the place of its batch size, and 0 for all of it or 1 for drawing alone. A round measures each size
   * once; the next round goes the other way, so that a machine that grows slower meanwhile favours neither end.
   */
  #task() {
    const count = this.rows.length;
    const place = (this.#turn >> 1) % count;
    const isBack = Math.floor(this.#turn / 2 / count) % 2;
    return [isBack ? count - 1 - place : place, this.#turn % 2];
  }

  /** Does the next piece and takes its time. */
  piece() {
    const [at, part] = this.#task();
    const { size, epochMs, partMs } = this.rows[at];
    const perEpoch = Math.ceil(this.samples / size);
    const left = perEpoch - (this.#done % perEpoch);
    const budget = this.#budgets[at][part];
    // Pieces of one length, so that none at the end of an epoch is too short for the clock; or whole epochs.
    const updates = budget < left ? Math.ceil(left / Math.ceil(left / budget)) : left + perEpoch * Math.floor((budget - left) / perEpoch);
    const start = performance.now();
    this.work(updates, part === 1);
    const ms = Math.max(0, performance.now() - start);
    this.longestMs = Math.max(this.longestMs, ms);
    this.#done += updates;
    this.#spent += ms;
    // A clock that has hardly moved tells little but that there is room.
    const room = Math.max(1, Math.floor(updates * Math.min(4, PIECE_MS / ms)));
    this.#budgets[at][part] = room;
    if (this.#done % perEpoch || this.#spent < this.#leastMs) return;
    const isFirstRound = this.#turn < 2 * this.rows.length;
    if (!isFirstRound) {
      [epochMs, partMs][part].push((this.#spent * this.samples) / (this.#done * size));
      this.settle();
    } else if (part === 0) {
      // Drawing alone, and larger batches, take less time a sample: never more than fits.
      this.#budgets[at][1] = room;
      if (at + 1 < this.rows.length) this.#budgets[at + 1][0] = Math.max(1, Math.floor((room * size) / this.rows[at + 1].size));
    }
    this.#turn += 1;
    if (this.progress < 1) this.#next();
    else this.stop();
  }
};
