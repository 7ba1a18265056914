// The kernels: each contender does the same work in turn, round after round.

import { median } from './numbers.mjs';

/** @typedef {import('./contenders.mjs').Work} Work */
/** @typedef {import('./contenders.mjs').Contender} Contender */

const ROUNDS = 31;
/** What a measurement takes at least, and what goes before it unmeasured, in milliseconds. */
const LEAST = 8;
const WARM_UP = 150;
const TOLERANCE = 1e-12;

/**
 * Measures how long each contender takes.
 * @param {Work} work
 * @param {Record<string, Contender>} contenders the first is the one that is compared with the others
 * @returns {Promise<{ nanoseconds: Record<string, number>, ratios: Record<string, number> }>}
 *   of a unit of the work, and the first's share of each other's, median by median
 */
export async function measure(work, contenders) {
  const names = Object.keys(contenders);
  const [own] = names;
  /** @type {Record<string, number>} */
  const repeats = {};
  const expected = (await contenders[own](work, 1)).values;
  for (const name of names) {
    const { values } = await contenders[name](work, 1);
    assertSame(expected, values, name, work);
    repeats[name] = await enough(work, contenders[name]);
  }
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const { time } = await contenders[name](work, repeats[name]);
      times[name].push((time * 1e6) / (repeats[name] * work.size * work.steps));
    }
  }
  const ratio = (/** @type {string} */ name) => median(times[own].map((time, round) => time / times[name][round]));
  return {
    nanoseconds: Object.fromEntries(names.map((name) => [name, median(times[name])])),
    ratios: Object.fromEntries(names.slice(1).map((name) => [name, ratio(name)])),
  };
}

/** Returns how often the work is to be done for a measurement that is long enough; what is compiled late is by then. */
async function enough(/** @type {Work} */ work, /** @type {Contender} */ contender) {
  let repeat = 1;
  for (let spent = 0; ; ) {
    const { time } = await contender(work, repeat);
    spent += time;
    if (time >= LEAST && spent >= WARM_UP) return repeat;
    if (time < LEAST) repeat = Math.ceil(repeat * Math.min(10, (1.5 * LEAST) / Math.max(time, 0.01)));
  }
}

/**
 * Refuses a contender that comes to other numbers. Rust's are the same bit for bit; sums in another order, and NumPy's own
 * logarithm in the samples' noise, may differ in their last places.
 */
export function assertSame(/** @type {number[]} */ expected, /** @type {number[]} */ values, /** @type {string} */ name, /** @type {Work} */ work) {
  const tolerance = name === 'native' ? 0 : TOLERANCE;
  const isNear = (/** @type {number} */ value, /** @type {number} */ i) => Math.abs(value - expected[i]) <= tolerance * Math.abs(expected[i]);
  if (expected.length === 0 || values.length !== expected.length || !values.every(isNear)) {
    throw new Error(`${name} comes to other numbers on ${JSON.stringify(work)}: ${values.slice(0, 4)} instead of ${expected.slice(0, 4)}`);
  }
}
