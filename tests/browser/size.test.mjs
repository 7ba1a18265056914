// What a reader's browser loads stays small.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DIST } from './server.mjs';

/** Bytes, gzipped, of all HTML, CSS, JavaScript and WebAssembly together. */
const LIMIT = 98_000;

test(`the page is at most ${LIMIT / 1000} kB gzipped`, () => {
  const files = readdirSync(DIST, { recursive: true }).map(String).filter((name) => /\.(html|css|js|wasm)$/.test(name));
  const sizes = files.map((name) => ({ name, bytes: gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { name, bytes } of sizes) console.log(`${String(bytes).padStart(7)} ${name}`);
  console.log(`${String(total).padStart(7)} in all`);
  assert.ok(files.length >= 6, files.join());
  assert.ok(total <= LIMIT, `${total} bytes`);
});
