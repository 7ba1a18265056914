// The size gate shuts: each thing that it is there to find, it finds.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { faults, measure, total, written } from './browser/sizes.mjs';

/** @returns {import('./browser/sizes.mjs').SizeTable} */
const page = () => ({ 'a.wasm': [140_000, 54_000, 47_000], 'index.html': [4000, 2000, 1500], 'www/a.js': [80_000, 24_000, 20_000], 'www/a.svg': [9000, 2000, 1800] });

test('the same sizes have no fault', () => {
  assert.deepEqual(faults(page(), page()), []);
});

test('a file may grow a little, not much', () => {
  const table = page();
  table['www/a.svg'][1] -= 2000;
  assert.deepEqual(faults(page(), table), []);
  table['www/a.svg'][1] -= 1;
  assert.match(faults(page(), table).join(), /^www\/a\.svg has grown from -1 to 2000 bytes gzipped, by more than 2000$/);
});

test('a file that is new, and one that is gone', () => {
  const { 'www/a.js': _, ...less } = page();
  assert.deepEqual(faults(page(), less), ['www/a.js is not in the table']);
  assert.deepEqual(faults(less, page()), ['www/a.js is in the table and no longer there']);
});

test('all that is loaded together, and not the pictures', () => {
  assert.equal(total(page()), 80_000);
  assert.deepEqual(faults(page(), page(), { limit: 80_000 }), []);
  assert.deepEqual(faults(page(), page(), { limit: 79_999 }), ['the page is 80000 bytes gzipped, at most 79999 are allowed']);
});

test('what is loaded only to share a figure has a limit of its own', () => {
  const sizes = { ...page(), 'www/share.js': /** @type {[number, number, number]} */ ([60_000, 20_000, 18_000]) };
  assert.equal(total(sizes), 80_000);
  assert.deepEqual(faults(sizes, sizes), []);
  sizes['www/share.js'][1] += 1;
  assert.deepEqual(faults(sizes, sizes), ['www/share.js is 20001 bytes gzipped, at most 20000 are allowed']);
});

test('files are measured as they are, in folders too, and the table is read as it is written', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gf-sizes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'www'));
  const text = 'let a = 1;\n'.repeat(1000);
  writeFileSync(join(folder, 'index.html'), '<p>');
  writeFileSync(join(folder, 'www', 'a.js'), text);
  const sizes = measure(folder);
  const [raw, gzip, brotli] = sizes['www/a.js'];
  assert.deepEqual(Object.keys(sizes), ['index.html', 'www/a.js']);
  assert.deepEqual([raw, gzip], [text.length, gzipSync(text, { level: 9 }).length]);
  assert.ok(brotli < gzip);
  assert.deepEqual(JSON.parse(written(sizes)), sizes);
});
