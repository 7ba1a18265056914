// The JavaScript contender: the same work as benches/contender/src/lib.rs, in typed arrays, with the same random numbers.

const START = -3;
const MOST = 1.2;
const LEARNING_RATE = 0.1;
const SEED = 1;

const WORDS = 624;
const MIDDLE = 397;

/** MT19937, seeded as `np.random.seed` does. */
class MersenneTwister {
  #state = new Uint32Array(WORDS);
  #next = WORDS;

  /** @param {number} seed */
  constructor(seed) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < WORDS; i += 1) {
      const before = state[i - 1] ^ (state[i - 1] >>> 30);
      state[i] = Math.imul(1812433253, before) + i;
    }
  }

  #refill() {
    const state = this.#state;
    const twist = (/** @type {number} */ upper, /** @type {number} */ lower) => {
      const word = (upper & 0x80000000) | (lower & 0x7fffffff);
      return (word >>> 1) ^ (word & 1 ? 0x9908b0df : 0);
    };
    let i = 0;
    for (; i < WORDS - MIDDLE; i += 1) state[i] = state[i + MIDDLE] ^ twist(state[i], state[i + 1]);
    for (; i < WORDS - 1; i += 1) state[i] = state[i + MIDDLE - WORDS] ^ twist(state[i], state[i + 1]);
    state[i] = state[MIDDLE - 1] ^ twist(state[i], state[0]);
    this.#next = 0;
  }

  /** Returns the next word, as a signed number of 32 bits. */
  next() {
    if (this.#next === WORDS) this.#refill();
    let word = this.#state[this.#next];
    this.#next += 1;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return word ^ (word >>> 18);
  }

  /** Fills `indices` as `np.random.choice(samples, indices.length)` does. @param {number} samples @param {Uint32Array} indices */
  choice(samples, indices) {
    const largest = samples - 1;
    const mask = 2 ** (32 - Math.clz32(largest)) - 1;
    for (let i = 0; i < indices.length; i += 1) {
      let index = this.next() & mask;
      while (index > largest) index = this.next() & mask;
      indices[i] = index;
    }
  }
}

/** @typedef {{ x: Float64Array, t: Float64Array }} Dataset */

/** @type {Record<string, (data: Dataset, size: number, steps: number) => ArrayLike<number>>} */
const kernels = {
  spectrum(data, size, steps) {
    const losses = new Float64Array(size);
    for (let k = 0; k < size; k += 1) {
      const eta = (MOST * (k + 0.5)) / size;
      let x = START;
      for (let step = 0; step < steps; step += 1) {
        const gradient = 2 * x;
        x -= eta * gradient;
      }
      losses[k] = x * x;
    }
    return losses;
  },

  sampled({ x, t }, size, steps) {
    const random = new MersenneTwister(SEED);
    const batch = new Uint32Array(size);
    let w = 0;
    let b = 0;
    for (let step = 0; step < steps; step += 1) {
      random.choice(x.length, batch);
      let slope = 0;
      let height = 0;
      for (let i = 0; i < size; i += 1) {
        const n = batch[i];
        const error = w * x[n] + b - t[n];
        slope += error * x[n];
        height += error;
      }
      w -= LEARNING_RATE * (slope / size);
      b -= LEARNING_RATE * (height / size);
    }
    return [w, b];
  },

  full({ x, t }, size, steps) {
    let w = 0;
    let b = 0;
    for (let step = 0; step < steps; step += 1) {
      let slope = 0;
      let height = 0;
      for (let n = 0; n < x.length; n += 1) {
        const error = w * x[n] + b - t[n];
        slope += error * x[n];
        height += error;
      }
      w -= LEARNING_RATE * (slope / x.length);
      b -= LEARNING_RATE * (height / x.length);
    }
    return [w, b];
  },
};

/**
 * Does a piece of work `repeat` times, and returns what it comes to the last time.
 * @param {string} kernel @param {Dataset} data @param {number} size @param {number} steps @param {number} repeat
 */
export function run(kernel, data, size, steps, repeat) {
  /** @type {ArrayLike<number>} */
  let values = [];
  for (let go = 0; go < repeat; go += 1) values = kernels[kernel](data, size, steps);
  return Array.from(values);
}
