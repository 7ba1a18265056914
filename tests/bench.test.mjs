// The benchmark's own numbers: medians, bars that are missed, a table, a contender that cheats.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSame, measure } from '../benches/kernels.mjs';
import { median, quantile } from '../benches/numbers.mjs';
import { between, holds, short, table } from '../benches/table.mjs';

/** @type {import('../benches/contenders.mjs').Work} */
const work = { kernel: 'full', samples: 2, size: 100, steps: 10 };

test('quantiles', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(quantile(Array.from({ length: 101 }, (_, i) => 100 - i), 0.99), 99);
});

test('a bar is held up to its value', () => {
  assert.equal(holds({ value: 0.35, most: 0.35 }), true);
  assert.equal(holds({ value: 0.351, most: 0.35 }), false);
  assert.equal(holds({ value: NaN, most: 0.35 }), false);
});

test('shares have two digits, small ones too', () => {
  assert.deepEqual([1.234, 0.5, 0.0987, 0.00123, undefined].map(short), ['1.23', '0.50', '0.099', '0.0012', '']);
});

test('the table is aligned and says which bar is missed', () => {
  const rows = [{ what: { en: 'a step', ja: '1 ステップ' }, own: '1 ns', ratios: { native: 1.6, javascript: 0.2 },
    bars: [{ what: 'native', value: 1.6, most: 1.5 }, { value: 0.05, most: 0.1, unit: 'ms' }] }];
  const lines = table(rows, 'en').split('\n');
  assert.equal(new Set(lines.map(({ length }) => length)).size, 1);
  assert.match(lines[2], /^\| a step +\| +1 ns \| +1\.60 \| +0\.20 \| +\| +\| ÷ native Rust ≤ 1\.5 ✗; ≤ 0\.1 ms ✓ \|$/);
  assert.match(table(rows, 'ja'), /1 ステップ .* ÷ ネイティブ Rust ≤ 1\.5 ✗/);
});

test('the table comes between its marks', () => {
  assert.equal(between('a\n<!-- bench -->\nold\n<!-- /bench -->\nb', 'new'), 'a\n<!-- bench -->\nnew\n<!-- /bench -->\nb');
  assert.throws(() => between('a', 'new'));
});

test('the shares are those of the times, per unit of work', async () => {
  const contender = (/** @type {number} */ time) => async (/** @type {unknown} */ _, /** @type {number} */ repeat) => ({ time: time * repeat, values: [1] });
  const { nanoseconds, ratios } = await measure(work, { wasm: contender(1), javascript: contender(4) });
  assert.ok(Math.abs(nanoseconds.wasm - 1000) < 1e-9 && Math.abs(nanoseconds.javascript - 4000) < 1e-9);
  assert.ok(Math.abs(ratios.javascript - 0.25) < 1e-12);
});

test('who comes to other numbers is not timed', () => {
  assertSame([1, 2], [1, 2 + 1e-13], 'javascript', work);
  assert.throws(() => assertSame([1, 2], [1, 2 + 1e-11], 'javascript', work), /javascript comes to other numbers/);
  assert.throws(() => assertSame([1, 2], [1, 2 + 4e-16], 'native', work));
  assert.throws(() => assertSame([1, 2], [1], 'javascript', work));
  assert.throws(() => assertSame([1], [NaN], 'javascript', work));
  assert.throws(() => assertSame([], [], 'javascript', work));
});
