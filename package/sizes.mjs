// How large the files of the built page are, what of them a browser loads, and how much that may be.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes: as it is, gzipped with level 9, by brotli with level 11. @typedef {[raw: number, gzip: number, brotli: number]} Sizes */

/** The most bytes, gzipped, of what a browser asks for until the page's first figure lives. The aim is 110 000; it is not reached. */
export const MOST_FIRST = 113_500;

/** The same for the whole page, scrolled to its end: all figures live, nothing opened. */
export const MOST_PAGE = 140_000;

/** The same for all figures in one script. */
export const MOST_SINGLE = 125_000;

/** The same for what is loaded only when a reader shares a figure or saves it. */
export const MOST_SHARE = 20_000;

/** @param {Uint8Array | string} bytes */
export const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Returns the sizes of all files in a folder, in order of name. @param {string} folder @returns {Record<string, Sizes>} */
export function measure(folder) {
  const names = readdirSync(folder, { recursive: true }).map(String).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => name.replaceAll('\\', '/')).sort().map((name) => {
    const bytes = readFileSync(join(folder, name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    return [name, [bytes.length, gzipped(bytes), brotli.length]];
  }));
}

/**
 * Returns what requests cost: the bodies, gzipped, each time they are asked for, by path.
 * @param {string[]} paths of files in the folder; a folder's own path is its index.html
 * @param {string} folder
 * @returns {[path: string, bytes: number][]}
 */
export const costs = (paths, folder) => paths.map((path) => [path, gzipped(readFileSync(join(folder, path.endsWith('/') ? `${path}index.html` : path)))]);

/** @param {[path: string, bytes: number][]} list */
export const total = (list) => list.reduce((sum, [, bytes]) => sum + bytes, 0);

/** Returns a table of sizes as JSON, a line a file. @param {Record<string, Sizes>} sizes */
export function written(sizes) {
  const rows = Object.entries(sizes).map(([name, row]) => `  ${JSON.stringify(name)}: [${row.join(', ')}]`);
  return `{\n${rows.join(',\n')}\n}\n`;
}
