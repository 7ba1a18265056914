// Who does the kernels' work: the page's WebAssembly and JavaScript, native Rust, NumPy. Each answers alike.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Work
 * @property {'spectrum' | 'sampled' | 'full'} kernel
 * @property {number} samples in the dataset
 * @property {number} size rates, or samples in a batch
 * @property {number} steps
 */
/** @typedef {{ time: number, values: number[] }} Answer milliseconds, and what the work came to */
/** @typedef {(work: Work, repeat: number) => Promise<Answer>} Contender */

/** A program that answers each line with a line of JSON. */
export class Program {
  #child;
  #answers;
  #log = '';

  /** @param {string} program @param {string[]} [parameters] @param {NodeJS.ProcessEnv} [env] */
  constructor(program, parameters = [], env = process.env) {
    this.#child = spawn(program, parameters, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.on('error', (error) => (this.#log += error.message));
    this.#child.stdin.on('error', () => {});
    this.#child.stderr.on('data', (data) => (this.#log += data));
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** @type {Contender} */
  run = async ({ kernel, samples, size, steps }, repeat) => {
    this.#child.stdin.write(`${[kernel, samples, size, steps, repeat].join(' ')}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.#child.spawnfile} has ended: ${this.#log}`);
    return JSON.parse(value);
  };

  end() {
    this.#child.stdin.end();
  }
}

/**
 * Loads both of the page's contenders into it, and returns them.
 * @param {import('../tests/browser/engines.mjs').Session} page
 */
export async function inPage(page) {
  await page.run(async () => {
    const from = (/** @type {string} */ file) => import(`/bench/${file}`);
    const [rust, { run }] = await Promise.all([from('gradient_figures_bench.js'), from('kernels.js')]);
    await rust.default();
    /** @type {any} */
    let kernels;
    let data = { x: new Float64Array(), t: new Float64Array() };
    Object.assign(window, {
      bench(/** @type {boolean} */ isWasm, /** @type {Work} */ { kernel, samples, size, steps }, /** @type {number} */ repeat) {
        if (data.x.length !== samples) {
          kernels?.free();
          kernels = new rust.Kernels(samples);
          data = { x: kernels.x, t: kernels.t };
        }
        const start = performance.now();
        const values = isWasm ? kernels.run(kernel, size, steps, repeat) : run(kernel, data, size, steps, repeat);
        const time = performance.now() - start;
        // As texts: a driver may round a number in its last place.
        return { time, values: Array.from(values, String) };
      },
      NaiveFigures: rust.NaiveFigures,
    });
  });
  const contender = (/** @type {boolean} */ isWasm) => /** @type {Contender} */ (async (work, repeat) => {
    const { time, values } = await page.run((...given) => /** @type {any} */ (window).bench(...given), isWasm, work, repeat);
    return { time, values: values.map(Number) };
  });
  return { wasm: contender(true), javascript: contender(false) };
}
