// Files are measured as they are, and requests cost what they carry.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { costs, gzipped, measure, total, written } from '../package/sizes.mjs';

const TEXT = 'let a = 1;\n'.repeat(1000);

/** @param {import('node:test').TestContext} t */
function page(t) {
  const folder = mkdtempSync(join(tmpdir(), 'gf-sizes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'www'));
  writeFileSync(join(folder, 'index.html'), '<p>');
  writeFileSync(join(folder, 'www', 'a.js'), TEXT);
  return folder;
}

test('files are measured as they are, in folders too, and the table is read as it is written', (t) => {
  const sizes = measure(page(t));
  const [raw, gzip, brotli] = sizes['www/a.js'];
  assert.deepEqual(Object.keys(sizes), ['index.html', 'www/a.js']);
  assert.deepEqual([raw, gzip], [TEXT.length, gzipSync(TEXT, { level: 9 }).length]);
  assert.ok(brotli < gzip);
  assert.deepEqual(JSON.parse(written(sizes)), sizes);
});

test('a request costs what the file has gzipped, each time', (t) => {
  const folder = page(t);
  const list = costs(['/', '/www/a.js', '/www/a.js'], folder);
  assert.deepEqual(list, [['/', gzipped('<p>')], ['/www/a.js', gzipped(TEXT)], ['/www/a.js', gzipped(TEXT)]]);
  assert.equal(total(list), gzipped('<p>') + 2 * gzipped(TEXT));
  assert.throws(() => costs(['/www/b.js'], folder), /ENOENT/);
});
