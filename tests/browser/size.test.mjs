// What a reader's browser loads stays small. `UPDATE_SIZES=1` rewrites the table after a change on purpose.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { DIST } from './server.mjs';
import { faults, LIMIT, measure, total, written } from './sizes.mjs';

const TABLE = new URL('./sizes.json', import.meta.url);

test(`the page is at most ${LIMIT / 1000} kB gzipped, and no file has grown unnoticed`, () => {
  const sizes = measure(DIST);
  for (const [name, row] of Object.entries(sizes)) console.log(`${row.map((bytes) => String(bytes).padStart(7)).join('')} ${name}`);
  console.log(`${String(total(sizes)).padStart(14)} gzipped in all`);
  if (process.env.UPDATE_SIZES) writeFileSync(TABLE, written(sizes));
  assert.deepEqual(faults(sizes, JSON.parse(readFileSync(TABLE, 'utf8'))), [], 'UPDATE_SIZES=1 rewrites tests/browser/sizes.json');
});
