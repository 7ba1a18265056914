// embed.html: one figure alone in a frame. The query names the figure and its attributes; nothing else is done with it.
// The page that has the frame is told the figure's height.

import '../www/language.js';
import { ELEMENTS, SETTINGS } from '../www/settings.js';

/** @type {Record<string, (given: string) => string>} */
const UNKNOWN = {
  en: (given) => `There is no figure “${given}”; this is ${ELEMENTS[0]}. Known: ${ELEMENTS.join(', ')}.`,
  ja: (given) => `図「${given}」はありません。${ELEMENTS[0]} を表示しています。使えるのは ${ELEMENTS.join('、')} です。`,
};

const asked = new URLSearchParams(location.search);
const root = document.documentElement;

const named = asked.get('figure') ?? ELEMENTS[0];
const figure = document.createElement(ELEMENTS.includes(named) ? named : ELEMENTS[0]);
for (const name of [...SETTINGS, 'theme', 'compact']) {
  const value = asked.get(name);
  if (value !== null) figure.setAttribute(name, value);
}
document.title = figure.localName;
document.body.append(figure);
if (!ELEMENTS.includes(named)) {
  const told = document.createElement('p');
  told.textContent = UNKNOWN[root.lang](named.slice(0, 40));
  figure.before(told);
}

let toldHeight = 0;
// Until the figure is there the frame stays as it is.
let isThere = false;

/** Tells the page around the frame how high the figure is by itself. */
function tell() {
  const height = Math.ceil(root.getBoundingClientRect().height);
  if (!isThere || height === toldHeight || parent === window || figure.hasAttribute('fit')) return;
  toldHeight = height;
  parent.postMessage({ type: 'gradient-figures:height', height }, '*');
}

/** Has the figure fill the frame where it does not fit in by itself. */
function fit() {
  figure.removeAttribute('fit');
  tell();
  const isStarted = figure.matches(':defined') && !figure.matches(':state(failed)');
  figure.toggleAttribute('fit', isStarted && root.getBoundingClientRect().height > innerHeight);
}

// A reader who opens a disclosure makes the figure higher and goes on reading there: only the frame's size counts.
new ResizeObserver(tell).observe(root);
addEventListener('resize', fit);
for (const event of ['figure-load', 'figure-error']) {
  figure.addEventListener(event, () => requestAnimationFrame(() => {
    isThere = true;
    fit();
  }));
}
