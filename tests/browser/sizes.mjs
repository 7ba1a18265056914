// How large the files of the built page are, and whether that is what the table in sizes.json says.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes: as it is, gzipped with level 9, by brotli with level 11. @typedef {[raw: number, gzip: number, brotli: number]} Sizes */
/** @typedef {Record<string, Sizes>} SizeTable by file, relative to the built page */

/** The most bytes, gzipped, of all HTML, CSS, JavaScript and WebAssembly that a reader's browser loads for the whole page. */
export const LIMIT = 108_000;

/** The most bytes, gzipped, of what is loaded only when a reader shares a figure or takes it along. */
export const SHARE_LIMIT = 20_000;
const SHARE = 'www/share.js';

/** The most bytes, gzipped, of all figures in one script. */
export const SINGLE_LIMIT = 110_000;
const SINGLE = ['package/gradient-figures.js', 'package/gradient-figures.classic.js'];

/** By how many bytes, gzipped, a file may grow over its row. */
export const GROWTH = 2000;

/** Returns the sizes of all files in a folder, in order of name. @returns {SizeTable} */
export function measure(/** @type {string} */ folder) {
  const names = readdirSync(folder, { recursive: true }).map(String).filter((name) => statSync(join(folder, name)).isFile());
  // The names of a bundler's parts change with what is in them.
  return Object.fromEntries(names.map((name) => name.replaceAll('\\', '/')).filter((name) => !/-[A-Z0-9]{8}\.js$/.test(name)).sort().map((name) => {
    const bytes = readFileSync(join(folder, name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    return [name, [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length]];
  }));
}

/** Returns the bytes, gzipped, of what a browser loads to run the page, all figures in use, nothing shared. */
export function total(/** @type {SizeTable} */ sizes) {
  const counted = Object.entries(sizes).filter(([name]) => /\.(html|css|js|wasm)$/.test(name) && name !== SHARE && !/^(package\/|embed\.html)/.test(name));
  const [texts, rest] = [true, false].map((isText) => counted.filter(([name]) => name.startsWith('www/locales/') === isText).map(([, [, gzip]]) => gzip));
  // A reader loads the texts of one language: the longest.
  return rest.reduce((sum, gzip) => sum + gzip, Math.max(0, ...texts));
}

/**
 * Returns what is wrong, a sentence each: nothing is good.
 * @param {SizeTable} sizes what was measured @param {SizeTable} table what it was
 * @returns {string[]}
 */
export function faults(sizes, table, { limit = LIMIT, growth = GROWTH } = {}) {
  const all = total(sizes);
  const grown = Object.entries(sizes).filter(([name, [, gzip]]) => name in table && gzip > table[name][1] + growth);
  return [
    ...(all > limit ? [`the page is ${all} bytes gzipped, at most ${limit} are allowed`] : []),
    ...tooLarge(sizes, [SHARE], SHARE_LIMIT),
    ...tooLarge(sizes, SINGLE, SINGLE_LIMIT),
    ...grown.map(([name, [, gzip]]) => `${name} has grown from ${table[name][1]} to ${gzip} bytes gzipped, by more than ${growth}`),
    ...Object.keys(sizes).filter((name) => !(name in table)).map((name) => `${name} is not in the table`),
    ...Object.keys(table).filter((name) => !(name in sizes)).map((name) => `${name} is in the table and no longer there`),
  ];
}

/** @param {SizeTable} sizes @param {string[]} names @param {number} limit */
const tooLarge = (sizes, names, limit) => names.filter((name) => sizes[name]?.[1] > limit)
  .map((name) => `${name} is ${sizes[name][1]} bytes gzipped, at most ${limit} are allowed`);

/** Returns the table as it is kept: JSON, a line a file. */
export function written(/** @type {SizeTable} */ sizes) {
  const rows = Object.entries(sizes).map(([name, row]) => `  ${JSON.stringify(name)}: [${row.join(', ')}]`);
  return `{\n${rows.join(',\n')}\n}\n`;
}
