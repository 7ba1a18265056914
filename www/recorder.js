// A canvas that draws nothing and writes down as SVG what is drawn on it. The Rust half takes it for a canvas, so a vector
// picture is drawn by the same code as the pixels. It answers what src/web/backend.rs asks of a 2d context, and no more.

/** Escapes a text for XML. @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** Two decimals at most. @param {number} value */
export const short = (value) => String(Math.round(value * 100) / 100);

/** Where a text's base line is, in heights of the font below the place that the canvas names. @type {Record<string, number>} */
const DROP = { top: 0.8, middle: 0.35, bottom: -0.2 };
/** @type {Record<string, string>} */
const ANCHORS = { start: 'start', center: 'middle', end: 'end' };

/** A colour `#rrggbbaa` as the attribute of that name and, where it is not opaque, its opacity. @param {string} name @param {string} color */
function paint(name, color) {
  const alpha = Number.parseInt(color.slice(7, 9) || 'ff', 16);
  return `${name}="${color.slice(0, 7)}"${alpha < 255 ? ` ${name}-opacity="${short(alpha / 255)}"` : ''}`;
}

/** Returns something that the Rust half takes for a canvas, and what was drawn on it since it was last cleared. */
export function recorder() {
  /** @type {string[]} */
  const drawn = [];
  /** The shape that was begun, without its paint. */
  let shape = '';
  let points = '';
  const begun = () => (points ? `<path d="${points}"` : shape);
  const verbs = {
    clearRect() { drawn.length = 0; },
    beginPath() { shape = points = ''; },
    lineTo(/** @type {number} */ x, /** @type {number} */ y) { points += `${points ? 'L' : 'M'}${short(x)} ${short(y)}`; },
    rect(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height) {
      shape = `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
    },
    arc(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ radius) {
      shape = `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"`;
    },
    stroke() { drawn.push(`${begun()} fill="none" ${paint('stroke', context.strokeStyle)} stroke-width="${short(context.lineWidth)}"/>`); },
    fill() { drawn.push(`${begun()} ${paint('fill', context.fillStyle)}/>`); },
    fillRect(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height) {
      verbs.rect(x, y, width, height);
      points = '';
      verbs.fill();
    },
    fillText(/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) {
      const size = Number.parseFloat(context.font);
      drawn.push(`<text x="${short(x)}" y="${short(y + size * (DROP[context.textBaseline] ?? 0))}" font-size="${short(size)}" text-anchor="${ANCHORS[context.textAlign] ?? 'start'}" ${paint('fill', context.fillStyle)}>${escaped(text)}</text>`);
    },
  };
  const values = { fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic' };
  /** Rust asks whether it is a 2d context; its own properties hide those of a real one. @type {any} */
  const context = Object.create(CanvasRenderingContext2D.prototype,
    Object.fromEntries(Object.entries({ ...verbs, ...values }).map(([name, value]) => [name, { value, writable: true }])));
  return { canvas: /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ ({ width: 0, height: 0, getContext: () => context })), drawn };
}
