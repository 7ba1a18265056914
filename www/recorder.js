// A canvas that draws nothing and writes down as SVG what is drawn on it. The Rust half takes it for a canvas, so a vector
// picture is drawn by the same code as the pixels. It answers what
// plotters-canvas asks of a 2d context, and no more.

/** Escapes a text for XML. @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** Two decimals at most. @param {number} value */
export const short = (value) => String(Math.round(value * 100) / 100);

/** Where a text's base line is, in heights of the font below the place that the canvas names. @type {Record<string, number>} */
const DROP = { top: 0.8, middle: 0.35, bottom: -0.2 };
/** @type {Record<string, string>} */
const ANCHORS = { start: 'start', center: 'middle', end: 'end' };

/** A colour `rgba(red,green,blue,opacity)` as the attribute of that name and, where it is not opaque, its opacity. @param {string} name @param {string} color */
function paint(name, color) {
  const [red, green, blue, alpha] = color.slice(color.indexOf('(') + 1, -1).split(',').map(Number);
  const rgb = (0x1000000 + (red << 16) + (green << 8) + blue).toString(16).slice(1);
  return `${name}="#${rgb}"${alpha < 1 ? ` ${name}-opacity="${short(alpha)}"` : ''}`;
}

/** Returns something that the Rust half takes for a canvas, and what was drawn on it since it was last cleared. */
export function recorder() {
  /** @type {string[]} */
  const drawn = [];
  /** The path that was begun, or the circle in its place. */
  let points = '';
  let circle = '';
  /** The length of a unit in pixels. */
  let unit = 1;
  const px = (/** @type {number} */ units) => short(units * unit);
  const strokes = () => `fill="none" ${paint('stroke', context.strokeStyle)} stroke-width="${px(context.lineWidth)}"`;
  const fills = () => paint('fill', context.fillStyle);
  const add = (/** @type {string} */ style) => drawn.push(`${circle || `<path d="${points}"`} ${style}/>`);
  /** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} style */
  const rectangle = (x, y, width, height, style) => drawn.push(`<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${style}/>`);
  const verbs = {
    // Our own call, before all others: the scale is the same in both directions, and nothing is moved.
    setTransform(/** @type {number} */ scale) { unit = scale; },
    clearRect() { drawn.length = 0; },
    beginPath() { points = circle = ''; },
    moveTo(/** @type {number} */ x, /** @type {number} */ y) { points += `M${px(x)} ${px(y)}`; },
    lineTo(/** @type {number} */ x, /** @type {number} */ y) { points += `L${px(x)} ${px(y)}`; },
    closePath() { points += 'Z'; },
    arc(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ radius) {
      circle = `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}"`;
    },
    stroke() { add(strokes()); },
    fill() { add(fills()); },
    fillRect(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height) { rectangle(x, y, width, height, fills()); },
    strokeRect(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height) { rectangle(x, y, width, height, strokes()); },
    fillText(/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) {
      // A font reads "normal 96px system-ui, sans-serif".
      const size = Number.parseFloat(/[\d.]+(?=px)/.exec(context.font)?.[0] ?? '10');
      drawn.push(`<text x="${px(x)}" y="${px(y + size * (DROP[context.textBaseline] ?? 0))}" font-size="${px(size)}" text-anchor="${ANCHORS[context.textAlign] ?? 'start'}" ${fills()}>${escaped(text)}</text>`);
    },
    // Of turned text, of which the figures have none.
    save() {},
    translate() {},
    rotate() {},
    restore() {},
  };
  const values = { fillStyle: 'rgba(0,0,0,1)', strokeStyle: 'rgba(0,0,0,1)', lineWidth: 1, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic' };
  /** Rust asks whether it is a 2d context; its own properties hide those of a real one. @type {any} */
  const context = Object.create(CanvasRenderingContext2D.prototype,
    Object.fromEntries(Object.entries({ ...verbs, ...values }).map(([name, value]) => [name, { value, writable: true }])));
  return { canvas: /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ ({ width: 0, height: 0, getContext: () => context })), drawn };
}
