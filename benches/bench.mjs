// What the page takes, beside what others take for the same, measured in one run and in alternation.
//
//   cargo xtask bench                  prints the table; UPDATE_README=1 puts it into README.md and README.ja.md too
//
// The command builds what is named in the environment: BENCH, a folder with the WebAssembly that is timed;
// BENCH_NATIVE, the native program; GRADIENT_FIGURES_PYTHON, a Python with NumPy, if there is one.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engines, withEngine } from '../tests/browser/engines.mjs';
import { startServer } from '../tests/browser/server.mjs';
import { inPage, Program } from './contenders.mjs';
import { measureFrames } from './frames.mjs';
import { measure } from './kernels.mjs';
import { LATENCY_MS, measureLine } from './line.mjs';
import { measureIdle, measureStart, open } from './start.mjs';
import { between, holds, table } from './table.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const { BENCH = '', BENCH_NATIVE = '', GRADIENT_FIGURES_PYTHON: python } = process.env;

/** @typedef {import('./table.mjs').Row} Row */
/** @typedef {import('./contenders.mjs').Work} Work */

/** @type {{ what: import('./table.mjs').Text, work: Work, most?: Record<string, number>, mostInAll?: number }[]} */
const kernels = [
  {
    what: { en: 'spectrum: a step at one rate (512 rates × 10 steps)', ja: 'スペクトル：1 つの η の 1 ステップ（512 個 × 10 回）' },
    work: { kernel: 'spectrum', samples: 100, size: 512, steps: 10 },
    most: { native: 1.5, javascript: 0.35 },
    mostInAll: 0.1,
  },
  {
    what: { en: 'the same (512 rates × 200 steps)', ja: '同じく（512 個 × 200 回）' },
    work: { kernel: 'spectrum', samples: 100, size: 512, steps: 200 },
    most: { native: 1.5, javascript: 0.35 },
  },
  ...[100, 100_000].flatMap((samples) => [
    {
      what: { en: `sampled gradient, B = 1, N = ${grouped(samples)}`, ja: `標本 1 個の勾配、B = 1、N = ${grouped(samples)}` },
      work: /** @type {Work} */ ({ kernel: 'sampled', samples, size: 1, steps: 10_000 }),
    },
    {
      what: { en: `sampled gradient, B = 32, N = ${grouped(samples)}`, ja: `標本 1 個の勾配、B = 32、N = ${grouped(samples)}` },
      work: /** @type {Work} */ ({ kernel: 'sampled', samples, size: 32, steps: 1000 }),
      most: { javascript: 0.35, numpy: 0.02 },
    },
  ]),
  {
    what: { en: 'full-batch gradient, a sample of N = 100 000', ja: '全データの勾配、N = 100 000 の 1 個あたり' },
    work: { kernel: 'full', samples: 100_000, size: 100_000, steps: 1 },
  },
];

/** @type {{ what: import('./table.mjs').Text, drag: import('./frames.mjs').Drag }[]} */
const drags = [
  ...[10, 200].map((steps) => ({
    what: { en: `y = x², ${steps} steps`, ja: `y = x²、${steps} 回` },
    drag: /** @type {import('./frames.mjs').Drag} */ ({ tag: 'gradient-descent', settings: { steps } }),
  })),
  {
    what: { en: 'y = x², x₀ dragged: the track of 512 runs repainted', ja: 'y = x²、x₀ をドラッグ：溝の 512 個を塗り直す' },
    drag: { tag: 'gradient-descent', settings: { steps: 10, learningRate: 0.3 }, control: 'start' },
  },
  {
    what: { en: 'regression, N = 100, B = 8, 50 steps', ja: '回帰、N = 100、B = 8、50 回' },
    drag: { tag: 'minibatch-sgd', settings: { steps: 50 } },
  },
  {
    what: { en: 'regression, N = 10⁶, B = 32, 200 steps', ja: '回帰、N = 10⁶、B = 32、200 回' },
    drag: { tag: 'minibatch-sgd', settings: { samples: 1_000_000, batchSize: 32, steps: 200 }, naive: false },
  },
];

function grouped(/** @type {number} */ count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** Serves the page with the contenders beside it. */
function serve() {
  const files = { '/bench/kernels.js': HERE, '/bench/gradient_figures_bench.js': BENCH, '/bench/gradient_figures_bench_bg.wasm': BENCH };
  return startServer({
    // plotters-canvas measures text in an element with a style attribute, which the page's own policy refuses.
    csp: false,
    async override(path) {
      const folder = files[/** @type {keyof typeof files} */ (path)];
      if (!folder) return undefined;
      return { type: path.endsWith('.js') ? 'text/javascript' : 'application/wasm', body: await readFile(join(folder, path.slice('/bench/'.length))) };
    },
  });
}

/** NumPy as it comes: without what this machine may tell its linear algebra about the processor. */
function startNumpy() {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...env } = process.env;
  return python ? new Program(python, [join(HERE, 'kernels.py')], env) : undefined;
}

/** @returns {Promise<Row[]>} */
async function kernelRows(/** @type {import('../tests/browser/engines.mjs').Session} */ page) {
  const native = new Program(BENCH_NATIVE);
  const numpy = startNumpy();
  try {
    const { wasm, javascript } = await inPage(page);
    /** @type {Row[]} */
    const rows = [];
    for (const { what, work, most = {}, mostInAll } of kernels) {
      const { nanoseconds, ratios } = await measure(work, { wasm, native: native.run, javascript, ...(numpy && { numpy: numpy.run }) });
      const bars = Object.keys(most).filter((name) => name in ratios).map((name) => ({ what: name, value: ratios[name], most: most[name] }));
      const all = (nanoseconds.wasm * work.size * work.steps) / 1e6;
      rows.push({
        what,
        own: `${nanoseconds.wasm.toFixed(2)} ns${mostInAll ? `, ${all.toFixed(4)} ms` : ''}`,
        ratios,
        bars: mostInAll ? [...bars, { value: all, most: mostInAll, unit: 'ms' }] : bars,
      });
      console.error(`  ${what.en}: ${Object.entries(nanoseconds).map(([name, time]) => `${name} ${time.toFixed(2)} ns`).join(', ')}`);
    }
    return rows;
  } finally {
    native.end();
    numpy?.end();
  }
}

/** @returns {Promise<Row[]>} */
async function frameRows(/** @type {import('../tests/browser/engines.mjs').Session} */ page) {
  /** @type {Row[]} */
  const rows = [];
  for (const { what, drag } of drags) {
    const { all, most, redraw, ratios } = await measureFrames(page, drag);
    const bar = { what: '99 %', value: most, most: 8, unit: 'ms' };
    rows.push({
      what: { en: `frame, ${what.en}`, ja: `フレーム、${what.ja}` },
      own: `${all.toFixed(2)} ms, 99 %: ${most.toFixed(2)} ms`,
      ratios: { naive: ratios?.all },
      bars: ratios ? [{ what: 'naive', value: ratios.all, most: 0.5 }, bar] : [bar],
    });
    rows.push({ what: { en: '– its redraw', ja: '– その描き直し' }, own: `${redraw.toFixed(2)} ms`, ratios: { naive: ratios?.redraw } });
    console.error(`  ${what.en}: ${all.toFixed(2)} ms, 99 %: ${most.toFixed(2)} ms, redraw ${redraw.toFixed(2)} ms, ${JSON.stringify(ratios)}`);
  }
  return rows;
}

/** What it was measured on. */
async function machine(/** @type {import('../tests/browser/engines.mjs').Session} */ page) {
  const capabilities = await page.driver.getCapabilities();
  const told = (/** @type {string} */ program, /** @type {string[]} */ ...parameters) =>
    spawnSync(program, parameters, { encoding: 'utf8' }).stdout?.trim();
  const rust = told('rustc', '--version')?.split(' ')[1];
  const numpy = python && told(python, '-c', 'import numpy; print(numpy.__version__)');
  const processors = cpus();
  const browser = page.name[0].toUpperCase() + page.name.slice(1);
  return [
    `${processors.length} × ${processors[0]?.model.trim() || process.arch}`,
    `${browser} ${capabilities.getBrowserVersion()}`,
    `Rust ${rust}`,
    numpy ? `NumPy ${numpy}` : 'no NumPy',
  ].join(', ');
}

/** Until the first figure lives on a slow phone, and what that time goes by. @returns {Promise<Row>} */
async function lineRow() {
  const { page, line, module, live, bytes, busy } = await measureLine();
  const s = (/** @type {number} */ ms) => (ms / 1000).toFixed(2);
  const kB = Math.round(bytes / 1000);
  console.error(`  slow line: ${s(live)} s, of which the page's thread was held for ${s(busy)} s`);
  return {
    what: {
      en: `slow 4G (1.6 Mbit/s, ${LATENCY_MS} ms) and a processor 4 times slower, until the first live figure: page ${s(page)} s, the other files (${kB} kB in all) ${s(line - page)} s, module ${s(module - line)} s, figure ${s(live - module)} s`,
      ja: `低速 4G（1.6 Mbit/s、${LATENCY_MS} ms）と 4 分の 1 の速さの CPU で、最初の図が動くまで：ページ ${s(page)} 秒、ほかのファイル（全部で ${kB} kB）${s(line - page)} 秒、モジュール ${s(module - line)} 秒、図 ${s(live - module)} 秒`,
    },
    own: `${s(live)} s`,
    bars: [{ value: live / 1000, most: 1.3, unit: 's' }],
  };
}

const server = await serve();
try {
  for (const engine of engines()) {
    console.error(`${engine}: measuring, about 3 minutes …`);
    const url = server.url('/?lang=en');
    const start = await measureStart(engine, url);
    const line = engine === 'chromium' ? [await lineRow()] : [];
    await withEngine(engine, async (page) => {
      await open(page, url);
      const idle = await measureIdle(page);
      const kernelsAndFrames = [...(await kernelRows(page)), ...(await frameRows(page))];
      /** @type {Row[]} */
      const rows = [
        ...kernelsAndFrames,
        { what: { en: 'navigation to the first live figure, empty caches', ja: '開いてから最初の図が動くまで（キャッシュなし）' }, own: `${start.toFixed(0)} ms` },
        ...line,
        { what: { en: 'frames and timers a second, nothing moving', ja: '何も動かないときのフレームとタイマー（毎秒）' }, own: String(idle), bars: [{ value: idle, most: 0 }] },
      ];
      const on = await machine(page);
      console.log(`\n${table(rows, 'en')}\n\n${on}`);
      if (process.env.UPDATE_README) {
        for (const [name, language] of /** @type {const} */ ([['README.md', 'en'], ['README.ja.md', 'ja']])) {
          const file = join(HERE, '..', name);
          writeFileSync(file, between(readFileSync(file, 'utf8'), `\n${table(rows, language)}\n\n${on}\n`));
        }
      }
      const missed = rows.flatMap(({ what, bars = [] }) => (bars.every(holds) ? [] : [what.en]));
      console.log(missed.length ? `bars missed: ${missed.join('; ')}` : 'every bar holds');
    });
  }
} finally {
  await server.close();
}
