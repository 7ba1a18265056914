// Moving pictures are what a reader of the format makes of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compress, Gif, Palette } from '../www/gif.js';
import { expanded, read } from './common/gif.mjs';

/** Numbers that look like chance and are always the same. */
function chance(/** @type {number} */ seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

test('what is compressed is read again: noise, runs, nothing but one, more strings than there are codes', () => {
  const next = chance(1);
  for (const length of [1, 2, 3, 255, 256, 4000, 5000, 40_000]) {
    for (const kinds of [1, 2, 200, 256]) {
      const indices = Uint8Array.from({ length }, () => Math.floor(next() * kinds));
      assert.deepEqual(expanded(compress(indices), 8), [...indices], `${length} of ${kinds}`);
    }
  }
});

test('a picture of few colours comes back exactly, frame by frame, with its delays, for ever', async () => {
  const [width, height] = [37, 23];
  const next = chance(2);
  const colors = Array.from({ length: 200 }, () => (0xff000000 | Math.floor(next() * 2 ** 24)) >>> 0);
  const frames = Array.from({ length: 5 }, () => Uint32Array.from({ length: width * height }, () => colors[Math.floor(next() * 200)]));
  // One that is the same as the one before, and one that differs in one pixel.
  frames.push(Uint32Array.from(frames[4]), Uint32Array.from(frames[4]));
  frames[6][100] = colors[0] === frames[6][100] ? colors[1] : colors[0];
  const gif = new Gif(width, height, new Palette(frames));
  frames.forEach((frame, at) => gif.add(frame, at === 6 ? 2000 : 250));
  const seen = read(new Uint8Array(await gif.blob().arrayBuffer()));
  assert.deepEqual([seen.width, seen.height, seen.repeats, seen.frames.length], [width, height, true, 7]);
  assert.deepEqual(seen.frames.map(({ delay }) => delay), [250, 250, 250, 250, 250, 250, 2000]);
  const plain = (/** @type {number} */ pixel) => ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 255);
  frames.forEach((frame, at) => assert.deepEqual(seen.frames[at].colors, [...frame].map(plain), `frame ${at}`));
});

test('of more colours than a palette has, the frequent ones stay and the others become the nearest', () => {
  const pixels = Uint32Array.from({ length: 2000 }, (_, at) => (at < 1000 ? 0xff0000ff : (0xff000000 | (at * 64))) >>> 0);
  const palette = new Palette([pixels]);
  const color = (/** @type {number} */ index) => [...palette.bytes.slice(3 * index, 3 * index + 3)];
  assert.deepEqual(color(palette.index(0xff0000ff)), [255, 0, 0]);
  assert.deepEqual(color(palette.index(0xff0000fe)), [255, 0, 0]);
  assert.ok(palette.index(0xffabcdef) < 255);
});

test('a colour that is rare but like no other is not given up for the tints of others', () => {
  // Many blues, hardly any two of which look different, and a thin orange line.
  const pixels = Uint32Array.from({ length: 2000 }, (_, at) => (at < 3 ? 0xff007ab8 : (0xffb04000 | (at % 300)) >>> 0));
  const palette = new Palette([pixels]);
  const index = palette.index(0xff007ab8);
  assert.deepEqual([...palette.bytes.slice(3 * index, 3 * index + 3)], [0xb8, 0x7a, 0]);
});
