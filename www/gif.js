// Moving pictures as GIF (version 89a): a palette for all frames, and in each frame what has changed since the one before.

/** Of the palette's 256 colours the last is for what has not changed. */
const COLORS = 255;
const CLEAR = COLORS;

/** Two colours that are no farther apart are much alike. */
const TINT = 24 ** 2;

/** The square of the distance of two colours. @param {number} one @param {number} other */
function distance(one, other) {
  const red = (one & 255) - (other & 255);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = ((one >> 16) & 255) - ((other >> 16) & 255);
  return red * red + green * green + blue * blue;
}

/** The most frequent and most different colours of some pictures, and what stands for the others. */
export class Palette {
  /** Red, green, blue one after the other. */
  bytes = new Uint8Array(768);
  /** @type {Map<number, number>} */
  #indices = new Map();
  /** @type {number[]} */
  #colors;

  /** @param {Uint32Array[]} pictures pixels as a canvas gives them */
  constructor(pictures) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const picture of pictures) for (const pixel of picture) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    // First those that differ to the eye: else the tints of edges would leave no room for the colour of a thin line.
    /** @type {number[]} */
    const apart = [];
    /** @type {number[]} */
    const tints = [];
    for (const [pixel] of [...counts].sort((one, other) => other[1] - one[1])) {
      (apart.length < COLORS && apart.every((other) => distance(pixel, other) > TINT) ? apart : tints).push(pixel);
    }
    this.#colors = [...apart, ...tints].slice(0, COLORS);
    this.#colors.forEach((pixel, index) => {
      this.#indices.set(pixel, index);
      this.bytes.set([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255], 3 * index);
    });
  }

  /** Returns the index of a pixel's colour, or of the nearest. @param {number} pixel */
  index(pixel) {
    const known = this.#indices.get(pixel);
    if (known !== undefined) return known;
    let nearest = 0;
    let least = Infinity;
    for (const [index, color] of this.#colors.entries()) {
      const far = distance(pixel, color);
      if (far < least) [nearest, least] = [index, far];
    }
    this.#indices.set(pixel, nearest);
    return nearest;
  }
}

/**
 * Returns indices of a byte compressed as GIF has it: Lempel, Ziv and Welch, codes of 9 to 12 bits, the low bits first.
 * @param {Uint8Array} indices
 */
export function compress(indices) {
  const START = 256;
  const END = 257;
  /** @type {number[]} */
  const bytes = [];
  let held = 0;
  let bits = 0;
  /** @param {number} code @param {number} width */
  const put = (code, width) => {
    held |= code << bits;
    for (bits += width; bits >= 8; bits -= 8) {
      bytes.push(held & 255);
      held >>>= 8;
    }
  };
  /** The code of a known string and one byte more. @type {Map<number, number>} */
  const table = new Map();
  let next = END + 1;
  let width = 9;
  put(START, width);
  let prefix = indices[0];
  for (let at = 1; at < indices.length; at += 1) {
    const key = (prefix << 8) | indices[at];
    const known = table.get(key);
    if (known !== undefined) {
      prefix = known;
      continue;
    }
    put(prefix, width);
    table.set(key, next);
    // A reader learns each code one step later.
    if (next === 1 << width && width < 12) width += 1;
    next += 1;
    if (next === 4096) {
      put(START, width);
      table.clear();
      next = END + 1;
      width = 9;
    }
    prefix = indices[at];
  }
  put(prefix, width);
  if (next === 1 << width && width < 12) width += 1;
  put(END, width);
  if (bits > 0) bytes.push(held & 255);
  return bytes;
}

/** @param {number} value two bytes, the low one first */
const word = (value) => [value & 255, value >> 8];

/** A GIF that grows by a frame at a time and repeats for ever. */
export class Gif {
  /** @type {(Uint8Array | number[])[]} */
  #parts = [];
  #palette;
  #width;
  #height;
  /** @type {Uint8Array | undefined} */
  #before;

  /** @param {number} width @param {number} height @param {Palette} palette */
  constructor(width, height, palette) {
    this.#width = width;
    this.#height = height;
    this.#palette = palette;
    this.#parts.push([...new TextEncoder().encode('GIF89a'), ...word(width), ...word(height), 0xf7, 0, 0], palette.bytes);
    this.#parts.push([0x21, 0xff, 11, ...new TextEncoder().encode('NETSCAPE2.0'), 3, 1, 0, 0, 0]);
  }

  /** @param {Uint32Array} pixels as a canvas gives them @param {number} delay milliseconds until the next frame */
  add(pixels, delay) {
    const frame = Uint8Array.from(pixels, (pixel) => this.#palette.index(pixel));
    const before = this.#before;
    let [left, top, right, bottom] = before ? [this.#width, this.#height, 0, 0] : [0, 0, this.#width, this.#height];
    if (before) {
      for (let at = 0; at < frame.length; at += 1) {
        if (frame[at] === before[at]) continue;
        const x = at % this.#width;
        const y = Math.floor(at / this.#width);
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
      if (right === 0) [left, top, right, bottom] = [0, 0, 1, 1];
    }
    const part = new Uint8Array((right - left) * (bottom - top));
    let to = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * this.#width + left; at < y * this.#width + right; at += 1) {
        part[to] = before && frame[at] === before[at] ? CLEAR : frame[at];
        to += 1;
      }
    }
    const bytes = compress(part);
    // Kept below what comes after it; the colour for what has not changed lets it through.
    this.#parts.push([0x21, 0xf9, 4, 0b0101, ...word(Math.round(delay / 10)), CLEAR, 0]);
    this.#parts.push([0x2c, ...word(left), ...word(top), ...word(right - left), ...word(bottom - top), 0, 8]);
    for (let at = 0; at < bytes.length; at += 255) {
      const block = bytes.slice(at, at + 255);
      this.#parts.push([block.length, ...block]);
    }
    this.#parts.push([0]);
    this.#before = frame;
  }

  /** Returns the file. */
  blob() {
    return new Blob([...this.#parts, [0x3b]].map((part) => Uint8Array.from(part)), { type: 'image/gif' });
  }
}
