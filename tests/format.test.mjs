// Numbers as a reader sees them, and as a reader writes them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exact, grouped, isRounded, rounded, toNumber, told } from '../www/format.js';

test('rounds for reading', () => {
  const cases = /** @type {const} */ ([
    [0, '0'], [-0, '0'], [-1.5360000000000003, '−1.536'], [15.479341055999998, '15.4793'], [0.0012345, '0.001234'],
    [-18.57520926720003, '−18.5752'], [999999.4, '999999.4'], [1e6, '10⁶'], [-1e154, '−10¹⁵⁴'], [1.5e10, '1.5×10¹⁰'], [-3.2e-7, '−3.2×10⁻⁷'],
    [5e-324, '4.941×10⁻³²⁴'], [Infinity, '∞'], [-Infinity, '−∞'], [NaN, 'NaN'], [100, '100'],
  ]);
  for (const [value, text] of cases) assert.equal(rounded(value), text);
});

test('writes in full what was set', () => {
  const cases = /** @type {const} */ ([[0.1, '0.1'], [-3, '−3'], [1e21, '10²¹'], [1.25e-9, '1.25×10⁻⁹'], [100, '100'], [1000, '1000']]);
  for (const [value, text] of cases) assert.equal(exact(value), text);
});

test('knows when a shown number is not the whole number', () => {
  assert.equal(isRounded(-1.5360000000000003), false, 'the noise of float64 is no digit');
  assert.equal(isRounded(-0.40265318400000006), true);
  assert.equal(isRounded(0), false);
  assert.equal(isRounded(Infinity), false);
});

test('tells a value from the turns of a verdict', () => {
  const cases = /** @type {const} */ ([[0.8, '= 0.8'], [1 - 2 * 0.7, '= −0.4'], [-1, '= −1'], [0, '= 0'], [-1.00002, '= −1.00002'], [1 / 3, '≈ 0.3333'], [1 - 2e-9, '= 0.999999998'], [-Infinity, '≈ −∞']]);
  for (const [value, text] of cases) assert.equal(told(value), text);
});

test('groups the digits of large counts', () => {
  assert.deepEqual([36, 9999, 10_000, 180_573, 4.029e9].map(grouped), ['36', '9999', '10 000', '180 573', '4.029×10⁹']);
});

test('reads what a reader types, also in full width', () => {
  const cases = /** @type {const} */ ([['0.5', 0.5], ['０．５', 0.5], ['−3', -3], [' 1e3 ', 1000], [2, 2]]);
  for (const [text, value] of cases) assert.equal(toNumber(text), value);
  for (const text of ['', ' ', 'abc', '0x10', '1e', '-', 'Infinity', '1,5', null, undefined, true, {}, []]) assert.ok(Number.isNaN(toNumber(text)), String(text));
});

test('a text that is nearly a number is read as quickly as it is long', { timeout: 5000 }, () => {
  assert.ok(Number.isNaN(toNumber(`${'1'.repeat(200_000)}x`)));
});
