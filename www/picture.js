// The figure as a picture: the planes that it shows, side by side as on a wide page, below verdict, facts and settings.

import { exact } from './format.js';
import { escaped, recorder, short } from './recorder.js';

/** @typedef {import('./figure-element.js').FigureElement} Figure */
/** @typedef {{ text: string, x: number, y: number, size: number, color: string, weight: number, badge?: { color: string, width: number }, sign?: string }} Words a sign is a path in a square of 24 units, before the text */
/** @typedef {{ index: number, x: number, y: number, width: number, height: number }} Place where a plane goes */
/** @typedef {{ width: number, height: number, paper: string, words: Words[], places: Place[] }} Layout */

const WIDTH = 960;
const PADDING = 20;
const ROOM = WIDTH - 2 * PADDING;
const GAP = 16;
const PLANE_HEIGHT = 320;
/** The room of a sign before a text. */
const SIGN = 20;
const FONT = 'system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif';

/** Thrown when the browser gives no canvas to draw on, or makes no picture of one. */
export class NoCanvas extends Error {}

/** Returns a new canvas that can be drawn on, or throws. @param {number} width @param {number} height */
function surface(width, height) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new NoCanvas();
  return { canvas, context };
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let ruler;

/** @param {string} text @param {number} size @param {number} weight */
function widthOf(text, size, weight) {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length * size * 0.6;
  ruler.font = `${weight} ${size}px ${FONT}`;
  return ruler.measureText(text).width;
}

/** Breaks words into lines that are no wider than there is room. @param {string[]} words @param {number} size @param {number} room @param {string} [between] what stands between two words */
function lines(words, size, room, between = '   ') {
  /** @type {string[]} */
  const done = [];
  for (const word of words) {
    const longer = done.length ? `${done[done.length - 1]}${between}${word}` : word;
    if (done.length && widthOf(longer, size, 400) <= room) done[done.length - 1] = longer;
    else done.push(word);
  }
  return done;
}

/** Returns what a figure's settings are, a piece of text each. @param {Figure} figure */
function settings(figure) {
  return figure._settings.filter((setting) => setting !== figure._stepSetting && setting.property !== 'axis').map((setting) => {
    const value = figure._value(setting);
    return `${figure._text(setting.attribute)}: ${typeof value === 'number' ? exact(value) : figure._text(`${setting.attribute}.${value}`)}`;
  });
}

/** What a legend says, in the colours of its keys or with their signs. @param {Element} root @returns {{ text: string, color: string, sign?: string }[]} */
const keys = (root) => [...root.querySelectorAll('.swatch, svg')].map((key) => {
  const { color, backgroundColor } = getComputedStyle(key);
  const sign = key.querySelector('path')?.getAttribute('d') ?? undefined;
  return { text: key.nextElementSibling?.textContent ?? '', color: sign ? color : backgroundColor, sign };
});

/** A plane's title: its words, or those of its keys, or what its choice says. @param {import('./plane.js').Plane} plane @param {string} muted */
function titles({ title, head }, muted) {
  const keyed = keys(title);
  if (keyed.length) return keyed;
  const select = head.querySelector('select');
  const said = select ? `${head.querySelector('label')?.textContent} ${select.selectedOptions[0]?.text}` : title.textContent ?? '';
  return [{ text: said, color: muted }];
}

/** Returns which planes are in the picture, and how large: not what is behind a disclosure. @param {Figure} figure */
function sizes(figure) {
  const shown = [...figure._planes.keys()].filter((index) => !figure._planes[index].stack.closest('details'));
  const isWide = figure._body.querySelector('.plane-curve') && shown.length === 2;
  const shares = shown.map((_, at) => (isWide && at === 0 ? 1.9 : 1));
  const unit = (ROOM - GAP * (shown.length - 1)) / shares.reduce((sum, share) => sum + share, 0);
  return shown.map((index, at) => ({ index, width: Math.round(unit * shares[at]), height: PLANE_HEIGHT }));
}

/** @param {Figure} figure @returns {Layout} */
function layout(figure) {
  const body = figure._body;
  const style = getComputedStyle(body);
  const muted = getComputedStyle(/** @type {Element} */ (body.querySelector('.title'))).color;
  /** @type {Words[]} */
  const words = [];
  const verdict = /** @type {HTMLElement} */ (body.querySelector('.verdict'));
  const badge = getComputedStyle(verdict);
  const text = verdict.textContent ?? '';
  const badgeWidth = widthOf(text, 14, 700) + 28;
  words.push({ text, x: PADDING + 14, y: 35, size: 14, color: badge.color, weight: 700, badge: { color: badge.backgroundColor, width: badgeWidth } });
  const facts = [...body.querySelectorAll('.facts > *')].map((fact) => fact.textContent ?? '').filter(Boolean);
  // Beside the verdict, or below it where there is no room for the longest.
  const beside = facts.every((fact) => widthOf(fact, 14, 400) <= ROOM - badgeWidth - 14) ? badgeWidth + 14 : 0;
  let y = beside ? 15 : 43;
  for (const line of lines(facts, 14, ROOM - beside)) {
    y += 20;
    words.push({ text: line, x: PADDING + beside, y, size: 14, color: muted, weight: 400 });
  }
  y = Math.max(y, 35) + 8;
  for (const line of lines(settings(figure), 14, ROOM)) {
    y += 20;
    words.push({ text: line, x: PADDING, y, size: 14, color: style.color, weight: 400 });
  }
  for (const [selector, weight] of /** @type {const} */ ([['.legend [aria-pressed="true"]', 700], ['.keys', 400]])) {
    let x = PADDING;
    const legend = [...body.querySelectorAll(selector)].flatMap(keys);
    if (legend.length) y += 20;
    for (const { text: said, color, sign } of legend) {
      words.push({ text: said, x: x + (sign ? SIGN : 0), y, size: 14, color, weight, sign });
      x += (sign ? SIGN : 0) + widthOf(said, 14, weight) + 18;
    }
  }
  if (figure._note) {
    // Japanese has no spaces: a line may end after any letter, but for what belongs to the one before or after it.
    const pieces = figure._note.match(/[（「]?[\u3040-\u9fff\uff66-\uff9f][、。）」ー]*\s*|[^\s\u3040-\u9fff\uff66-\uff9f（「]+\s*|\S\s*/g) ?? [];
    for (const line of lines(pieces, 14, ROOM, '')) {
      y += 20;
      words.push({ text: line.trim(), x: PADDING, y, size: 14, color: getComputedStyle(figure._message).borderInlineStartColor, weight: 400 });
    }
  }
  y += 28;
  let x = PADDING;
  const places = sizes(figure).map(({ index, width, height }) => {
    let at = x + 50;
    for (const { text: said, color } of titles(figure._planes[index], muted)) {
      words.push({ text: said, x: at, y, size: 13, color, weight: 400 });
      at += widthOf(said, 13, 400) + 14;
    }
    const place = { index, x, y: y + 8, width, height };
    x += width + GAP;
    return place;
  });
  return { width: WIDTH, height: y + 8 + PLANE_HEIGHT + PADDING - 8, paper: style.backgroundColor, words, places };
}

/**
 * Has the figure drawn on other canvases once; the figure itself is as before when this returns.
 * @param {Figure} figure
 * @param {number} scale
 * @param {() => HTMLCanvasElement} canvas
 * @returns {Layout & { pairs: HTMLCanvasElement[][] }} with what stays and what moves of each plane
 */
function drawn(figure, scale, canvas) {
  // What was set since the last frame, and what was played: from here to the end no time passes.
  const now = performance.now();
  figure._draw(now);
  const model = figure._model;
  if (!model) throw new Error('the figure has failed');
  const planes = sizes(figure);
  const pairs = planes.map(() => [canvas(), canvas()]);
  figure._call(() => {
    planes.forEach(({ index, width, height }, at) => {
      model.attach(index, ...pairs[at]);
      model.resize(index, width, height, scale);
    });
    model.frame(now, false);
  });
  // A frame also computes, and words are to be of what is drawn.
  figure._update();
  const plan = layout(figure);
  figure._call(() => {
    // Without its canvases where it has none: a figure that is not on the page holds nothing of it.
    if (!figure.isConnected) model.detach();
    for (const { index } of planes) {
      const { canvases, size } = figure._planes[index];
      if (figure.isConnected) model.attach(index, ...canvases);
      model.resize(index, size.width, size.height, size.scale || 1);
    }
  });
  figure._draw(now);
  return { ...plan, pairs };
}

/**
 * Returns the figure as it is now as an SVG, drawn by the same code as on the page.
 * @param {Figure} figure
 */
export function pictureSvg(figure) {
  /** @type {Map<HTMLCanvasElement, string[]>} */
  const records = new Map();
  const { width, height, paper, words, places, pairs } = drawn(figure, 1, () => {
    const { canvas, drawn: record } = recorder();
    records.set(canvas, record);
    return canvas;
  });
  const planes = places.map(({ x, y, width: wide, height: high }, at) => (
    `<svg x="${x}" y="${y}" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">\n${pairs[at].map((canvas) => (records.get(canvas) ?? []).join('\n')).join('\n')}\n</svg>`
  ));
  // As wide as here, also where there are other fonts.
  const texts = words.map(({ text, x, y, size, color, weight, badge, sign }) => (
    `${sign ? `<path d="${sign}" fill="${color}" transform="translate(${short(x - SIGN)} ${short(y - 13)}) scale(${SIGN / 30})"/>` : ''}${badge ? `<rect x="${x - 14}" y="${y - 17}" width="${short(badge.width)}" height="25" rx="12.5" fill="${badge.color}"/>` : ''}<text x="${short(x)}" y="${short(y)}" font-size="${size}" font-weight="${weight}" fill="${color}"${ruler ? ` textLength="${short(widthOf(text, size, weight))}" lengthAdjust="spacingAndGlyphs"` : ''} xml:space="preserve">${escaped(text)}</text>`
  ));
  const sentence = figure._sentence();
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}" stroke-miterlimit="10" role="img">
<title>${escaped(figure._text(`share.title.${figure.localName}`))}</title>
<desc>${escaped(sentence)}</desc>
<rect width="${width}" height="${height}" fill="${paper}"/>
${texts.join('\n')}
${planes.join('\n')}
</svg>
`;
}

/**
 * Returns the figure as it is now on a canvas.
 * @param {Figure} figure
 * @param {number} scale its pixels for one of the picture's
 * @param {number} [pixels] how high it is to be, whatever its texts take; else as high as they need
 */
export function pictureCanvas(figure, scale, pixels) {
  const { width, height, paper, words, places, pairs } = drawn(figure, scale, () => surface(1, 1).canvas);
  const { canvas, context } = surface(Math.round(width * scale), pixels ?? Math.round(height * scale));
  context.scale(scale, scale);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, canvas.height / scale);
  for (const { text, x, y, size, color, weight, badge, sign } of words) {
    if (badge) {
      context.fillStyle = badge.color;
      context.beginPath();
      context.roundRect(x - 14, y - 17, badge.width, 25, 12.5);
      context.fill();
    }
    context.font = `${weight} ${size}px ${FONT}`;
    context.fillStyle = color;
    context.fillText(text, x, y);
    if (sign) {
      const path = new Path2D();
      path.addPath(new Path2D(sign), { a: SIGN / 30, d: SIGN / 30, e: x - SIGN, f: y - 13 });
      context.fill(path);
    }
  }
  // From here on in pixels: a plot that lay between two would be blurred.
  context.resetTransform();
  places.forEach(({ x, y }, at) => pairs[at].forEach((plane) => {
    context.drawImage(plane, Math.round(x * scale), Math.round(y * scale));
    // Given back at once: browsers have little memory for canvases.
    plane.width = 0;
  }));
  return canvas;
}

/**
 * Returns the figure as it is now as a PNG, two pixels for one.
 * @param {Figure} figure
 * @returns {Promise<Blob>}
 */
export function picturePng(figure) {
  const canvas = pictureCanvas(figure, 2);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NoCanvas())), 'image/png');
  });
}
