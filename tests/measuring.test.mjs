// The measuring on a made-up machine with a made-up clock: order, counts, whole epochs, the length of the pieces.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { COARSEST_MS, PIECE_MS, clockStep, measuring, median } from '../www/measuring.js';

const now = performance.now;
after(() => { performance.now = now; });

/**
 * A machine on which an update takes 100 ns and 10 ns for each sample of it, drawing a half of that, and whose clock goes
 * in steps.
 * @param {number} [step] of the clock, in milliseconds
 * @param {number} [slowness] factor on all times
 */
function machine(step = 0.005, slowness = 1) {
  let time = 1000;
  performance.now = () => Math.floor(time / step) * step;
  /** @type {{ size: number, updates: number, isPart: boolean, begun: number }[]} */
  const pieces = [];
  let [size, begun, samples] = [0, 0, 0];
  const Model = measuring(/** @type {any} */ (class {
    prepare(/** @type {number} */ count) { samples = count; }
    begin(/** @type {number} */ batchSize) { size = batchSize; begun += 1; }
    work(/** @type {number} */ updates, /** @type {boolean} */ isPart) {
      assert.ok(samples > 0 && size > 0 && Number.isInteger(updates) && updates >= 1);
      time += slowness * updates * (1e-4 + size * 1e-5) * (isPart ? 0.5 : 1);
      pieces.push({ size, updates, isPart, begun });
    }
    show() {}
  }));
  return { model: new Model(), pieces, wait: (/** @type {number} */ ms) => { time += ms; }, samples: () => samples };
}

/** Measures to the end. @param {ReturnType<typeof machine>} machine @param {number} [clockMs] */
function run({ model, wait }, clockMs = 0.005) {
  model.start(clockMs);
  for (let count = 0; model.isMeasuring; count += 1) {
    assert.ok(count < 1e5, 'it comes to an end');
    model.piece();
    wait(4);
  }
}

test('the median is the one in the middle', () => {
  for (const [values, expected] of /** @type {[number[], number][]} */ ([
    [[3], 3], [[3, 1], 2], [[9, 1, 2], 2], [[10, 9, 100], 10], [[4, 1, 3, 2], 2.5],
  ])) {
    const before = [...values];
    assert.equal(median(values), expected);
    assert.deepEqual(values, before, 'the values stay as they are');
  }
  assert.ok(Number.isNaN(median([])));
});

test('measures what the machine takes, as often as it says, in pieces of the length it says', () => {
  for (const slowness of [0.2, 1, 8]) {
    const made = machine(0.005, slowness);
    const { model, pieces } = made;
    run(made);
    assert.deepEqual(model.rows.map(({ size }) => size), [1, 4, 16, 64, 256, 1024, 4096, 16384]);
    for (const { size, epochMs, partMs } of model.rows) {
      const expected = slowness * (16384 / size) * (1e-4 + size * 1e-5);
      assert.equal(epochMs.length, 7);
      assert.equal(partMs.length, 7);
      for (const ms of epochMs) assert.ok(Math.abs(ms / expected - 1) < 0.01, `${size}: ${ms}, not ${expected}`);
      for (const ms of partMs) assert.ok(Math.abs(ms / expected - 0.5) < 0.01, `${size}: ${ms}, not half ${expected}`);
    }
    assert.equal(model.progress, 1);
    assert.ok(model.longestMs <= 1.5 * PIECE_MS, `${model.longestMs} ms`);
    // Of each measurement: whole epochs.
    const sums = new Map();
    for (const { begun, updates } of pieces) sums.set(begun, (sums.get(begun) ?? 0) + updates);
    for (const { begun, size } of pieces) assert.equal(sums.get(begun) % Math.ceil(16384 / size), 0, `B = ${size}`);
    assert.equal(made.samples(), 0, 'the samples are given back');
  }
});

test('each round measures every batch size, the next the other way round, all of it before drawing alone', () => {
  const made = machine();
  made.model.setSamples(40);
  made.model.setRepeats(3);
  run(made);
  const order = [];
  for (const { begun, size, isPart } of made.pieces) order[begun - 1] = `${size}${isPart ? ' alone' : ''}`;
  const up = [1, 4, 16, 40].flatMap((size) => [`${size}`, `${size} alone`]);
  const down = [40, 16, 4, 1].flatMap((size) => [`${size}`, `${size} alone`]);
  assert.deepEqual(order, [...up, ...down, ...up, ...down], 'one round that does not count, and three that do');
  assert.deepEqual(made.model.rows.map(({ epochMs }) => epochMs.length), [3, 3, 3, 3]);
});

test('N that is no multiple of B: an epoch is N sample gradients', () => {
  const made = machine();
  made.model.setSamples(100);
  made.model.setRepeats(1);
  run(made);
  const { epochMs: [ms] } = made.model.rows[3];
  assert.equal(made.model.rows[3].size, 64);
  assert.ok(Math.abs(ms / ((100 / 64) * (1e-4 + 64e-5)) - 1) < 0.01, `${ms} ms`);
});

test('a coarser clock gets longer measurements, and no longer pieces', () => {
  for (const step of [0.1, 1, COARSEST_MS]) {
    const made = machine(step);
    run(made, step);
    for (const { size, epochMs } of made.model.rows) {
      const expected = (16384 / size) * (1e-4 + size * 1e-5);
      for (const ms of epochMs) assert.ok(Math.abs(ms / expected - 1) < 0.06, `${step}, ${size}: ${ms}, not ${expected}`);
    }
    assert.ok(made.model.longestMs <= 2 * PIECE_MS + step, `${step}: ${made.model.longestMs} ms`);
  }
});

test('a clock that is too coarse measures nothing', () => {
  const { model, pieces } = machine();
  for (const step of [COARSEST_MS + 0.1, 100, Infinity, NaN]) {
    assert.throws(() => model.start(step));
    assert.equal(model.isMeasuring, false);
  }
  assert.equal(pieces.length, 0);
});

test('a stop keeps whole measurements; a start begins anew; another setting drops all', () => {
  const made = machine();
  const { model } = made;
  model.start(0.005);
  while (model.rows[7].epochMs.length === 0) model.piece();
  model.stop();
  assert.equal(model.isMeasuring, false);
  assert.deepEqual(model.rows.map(({ epochMs }) => epochMs.length), [0, 0, 0, 0, 0, 0, 0, 1]);
  const progress = model.progress;
  assert.ok(progress > 0.1 && progress < 0.2);
  run(made);
  assert.deepEqual(model.rows.map(({ epochMs }) => epochMs.length), Array(8).fill(7));
  model.setSeed(3);
  assert.deepEqual(model.rows.map(({ epochMs }) => epochMs.length), Array(8).fill(0));
  assert.equal(model.progress, 0);
  model.setSeed(-0);
  assert.ok(Object.is(model.seed, 0));
});

test('settings that are not accepted change nothing', () => {
  const { model } = machine();
  for (const [verb, property, values] of /** @type {['setSamples', 'samples', number[]][]} */ ([
    ['setSamples', 'samples', [1, 0, -4, 2.5, 2 ** 18 + 1, NaN, Infinity]], ['setRepeats', 'repeats', [0, 51, 1.5, NaN]],
    ['setSeed', 'seed', [-1, 2 ** 32, 0.5, NaN]], ['setDataSeed', 'dataSeed', [-1, 2 ** 32, NaN]],
  ])) {
    const before = model[property];
    for (const value of values) assert.throws(() => model[verb](value), `${property} = ${value}`);
    assert.equal(model[property], before);
  }
  model.setSamples(2);
  assert.deepEqual(model.rows.map(({ size }) => size), [1, 2]);
});

test('the steps of the clock are seen, and where none is seen it says so', async () => {
  let readings = 0;
  for (const step of [0.005, 0.1, 1]) {
    // A reading takes 50 ns, the pause between the looks 4 ms.
    let time = 0;
    performance.now = () => { time += 5e-5; return Math.floor(time / step) * step; };
    const seen = await clockStep(async () => { time += 4; return true; });
    assert.ok(Math.abs(seen - step) < 1e-9, `${seen}, not ${step}`);
  }
  performance.now = () => { readings += 1; return 0; };
  assert.equal(await clockStep(async () => true), Infinity);
  assert.ok(readings < 1e6);
  let pauses = 0;
  await clockStep(async () => { pauses += 1; return pauses < 3; });
  assert.equal(pauses, 3, 'it ends where it is told to');
});
