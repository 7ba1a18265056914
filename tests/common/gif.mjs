// A reader of GIF files for tests, by the specification and not by what wrote them.

/** @typedef {{ delay: number, colors: number[] }} Frame what is seen then, each colour as 0xRRGGBB; the delay in milliseconds */

/** @param {Uint8Array} bytes @returns {{ width: number, height: number, repeats: boolean, frames: Frame[] }} */
export function read(bytes) {
  const word = (/** @type {number} */ at) => bytes[at] | (bytes[at + 1] << 8);
  if (String.fromCharCode(...bytes.slice(0, 6)) !== 'GIF89a') throw new Error('no GIF');
  const [width, height] = [word(6), word(8)];
  const count = 2 << (bytes[10] & 7);
  const palette = Array.from({ length: count }, (_, at) => (bytes[13 + 3 * at] << 16) | (bytes[14 + 3 * at] << 8) | bytes[15 + 3 * at]);
  let at = 13 + 3 * count;
  const seen = new Array(width * height).fill(0);
  /** @type {Frame[]} */
  const frames = [];
  let [delay, clear, repeats] = [0, -1, false];
  const blocks = () => {
    /** @type {number[]} */
    const data = [];
    for (; bytes[at] > 0; at += bytes[at] + 1) data.push(...bytes.slice(at + 1, at + 1 + bytes[at]));
    at += 1;
    return data;
  };
  for (;;) {
    const kind = bytes[at];
    at += 1;
    if (kind === 0x3b) return { width, height, repeats, frames };
    if (kind === 0x21) {
      const label = bytes[at];
      at += 1;
      const data = blocks();
      if (label === 0xff) repeats = String.fromCharCode(...data.slice(0, 11)) === 'NETSCAPE2.0' && data[12] === 0 && data[13] === 0;
      if (label === 0xf9) [delay, clear] = [10 * (data[1] | (data[2] << 8)), data[0] & 1 ? data[3] : -1];
    } else if (kind === 0x2c) {
      const [left, top, wide, high] = [word(at), word(at + 2), word(at + 4), word(at + 6)];
      if (left + wide > width || top + high > height) throw new Error('a frame outside the picture');
      const size = bytes[at + 9];
      at += 10;
      const indices = expanded(blocks(), size);
      if (indices.length !== wide * high) throw new Error(`${indices.length} pixels of ${wide * high}`);
      indices.forEach((index, pixel) => {
        if (index !== clear) seen[(top + Math.floor(pixel / wide)) * width + left + (pixel % wide)] = palette[index];
      });
      frames.push({ delay, colors: [...seen] });
    } else throw new Error(`block ${kind} at ${at}`);
  }
}

/** @param {number[]} data @param {number} size bits of a pixel */
export function expanded(data, size) {
  const [start, end] = [1 << size, (1 << size) + 1];
  /** @type {number[][]} */
  let table = [];
  let width = size + 1;
  const reset = () => {
    table = Array.from({ length: end + 1 }, (_, index) => [index]);
    width = size + 1;
  };
  reset();
  /** @type {number[]} */
  const out = [];
  /** @type {number[] | undefined} */
  let before;
  let [held, bits] = [0, 0];
  for (const byte of data) {
    held |= byte << bits;
    bits += 8;
    while (bits >= width) {
      const code = held & ((1 << width) - 1);
      held >>>= width;
      bits -= width;
      if (code === end) return out;
      if (code === start) {
        reset();
        before = undefined;
        continue;
      }
      if (code > table.length || (code === table.length && !before)) throw new Error(`code ${code} of ${table.length}`);
      const string = table[code] ?? [.../** @type {number[]} */ (before), /** @type {number[]} */ (before)[0]];
      out.push(...string);
      if (before && table.length < 4096) table.push([...before, string[0]]);
      if (table.length === 1 << width && width < 12) width += 1;
      before = string;
    }
  }
  throw new Error('no end');
}
