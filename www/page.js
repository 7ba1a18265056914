// The page around the figures: switches for language and theme, links that set a figure, questions, and the state of every
// figure in the address.

import { wayTo } from './place.js';
import { ELEMENTS, SETTINGS } from './settings.js';

/** @param {string} id */
const choice = (id) => /** @type {HTMLSelectElement} */ (document.getElementById(id));

const root = document.documentElement;

/** @typedef {HTMLElement & { play: () => void, pause: () => void, addSample: (x: number, t: number) => boolean, updateComplete: Promise<unknown> }} Figure */

const figures = /** @type {Figure[]} */ ([...document.querySelectorAll(ELEMENTS.join())]);

/** What the page's author wrote: figure, name, value. @type {Map<Figure, Map<string, string | null>>} */
const authored = new Map(figures.map((figure) => [figure, new Map(SETTINGS.map((name) => [name, figure.getAttribute(name)]))]));

/**
 * Sets attributes by the parameters of an address: `rate.steps=10` those of the figure `rate`. The first figure of its kind
 * also goes by its element's name, and the first of all by none. An empty value takes the attribute away.
 * @param {URLSearchParams} asked
 */
function apply(asked) {
  for (const figure of figures) {
    const prefixes = [`${figure.id}.`];
    if (figure === document.querySelector(figure.localName)) prefixes.push(`${figure.localName}.`);
    if (figure === figures[0]) prefixes.push('');
    for (const name of SETTINGS) {
      for (const prefix of prefixes) {
        const value = asked.get(prefix + name);
        if (value !== null) write(figure, name, value || null);
      }
    }
  }
}

/** @param {Element} figure @param {string} name @param {string | null} value */
function write(figure, name, value) {
  if (value === null) figure.removeAttribute(name);
  else figure.setAttribute(name, value);
}

/**
 * Changes the address, where the page may.
 * @param {(address: URLSearchParams) => void} change
 * @returns {boolean} whether it might
 */
function remember(change) {
  const address = new URL(location.href);
  change(address.searchParams);
  try {
    history.replaceState(null, '', address);
    return true;
  } catch {
    // A sandboxed page has no history of its own, and some browsers take a hundred changes in half a minute.
    return false;
  }
}

/** How long the address may be behind a figure that plays or is dragged, in milliseconds: 75 changes in half a minute. */
const PACE = 400;

/** Figures whose settings the address does not have yet. @type {Set<Figure>} */
const changed = new Set();
let timer = 0;

/** Writes the settings of the figures that have changed into the address, as far as they are not the author's. */
function rememberFigures() {
  clearTimeout(timer);
  timer = 0;
  const isDone = remember((address) => {
    for (const figure of changed) {
      for (const [name, value] of authored.get(figure) ?? []) {
        const now = figure.getAttribute(name);
        if (figure === figures[0]) address.delete(name);
        if (figure === document.querySelector(figure.localName)) address.delete(`${figure.localName}.${name}`);
        if (now === value) address.delete(`${figure.id}.${name}`);
        else address.set(`${figure.id}.${name}`, now ?? '');
      }
    }
  });
  if (isDone) changed.clear();
}

/** Hears of every change of a figure's settings, whoever makes it: each is in its attributes. */
const watch = new MutationObserver((records) => {
  for (const { target } of records) changed.add(/** @type {Figure} */ (target));
  timer ||= setTimeout(rememberFigures, PACE);
});

/**
 * Sets a figure as a link or an answer says: first as its author wrote it, then by the address.
 * @param {string} address
 * @param {DOMStringMap} wishes
 * @returns {Figure | undefined} the figure
 */
function show(address, { play, add }) {
  const url = new URL(address, location.href);
  const figure = figures.find(({ id }) => id === url.hash.slice(1));
  if (!figure) return undefined;
  figure.pause?.();
  for (const [name, value] of authored.get(figure) ?? []) write(figure, name, value);
  apply(url.searchParams);
  const [x, t] = (add ?? '').split(' ').map(Number);
  if (add) figure.addSample?.(x, t);
  if (play !== undefined) figure.play?.();
  changed.add(figure);
  rememberFigures();
  return figure;
}

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Has a part of the text in view, and a plot of a figure with it, moving the page no further than that takes.
 * @param {Element} part
 * @param {Figure} [figure]
 */
async function keepInView(part, figure) {
  // What was set has its room when the figure has drawn it; a figure that is not in view yet may be long in coming.
  await Promise.race([figure?.updateComplete, new Promise((resolve) => setTimeout(resolve, 500))]);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const plots = figure ? [...figure.shadowRoot?.querySelectorAll('.planes .stack') ?? []] : [];
  // What a closed disclosure hides may have a size all the same.
  const boxes = plots.filter((plot) => plot.checkVisibility()).map((plot) => plot.getBoundingClientRect());
  // A figure that has not been in view has its plots yet to come, at its upper edge.
  if (figure && boxes.length === 0) boxes.push(Object.assign(figure.getBoundingClientRect(), { height: PLOT }));
  const top = wayTo(part.getBoundingClientRect(), boxes, root.clientHeight);
  if (top !== 0) scrollBy({ top, behavior: reducedMotion.matches ? 'instant' : 'smooth' });
}

/** How high a figure is down to the end of its first plot, about, in CSS pixels. */
const PLOT = 340;

/** What is said first of an answer. @type {Record<string, [string, string]>} */
const JUDGED = { en: ['Yes.', 'Not quite.'], ja: ['そのとおり。', 'おしい。'] };

document.addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target).closest?.('a[href^="?"], .ask button');
  const link = /** @type {HTMLElement | null} */ (target);
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.localName === 'a') {
    event.preventDefault();
    keepInView(link, show(/** @type {HTMLAnchorElement} */ (link).href, link.dataset));
    return;
  }
  const ask = /** @type {HTMLElement} */ (link.closest('.ask'));
  for (const button of ask.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button === link));
  const reply = /** @type {HTMLElement} */ (ask.querySelector('.reply'));
  for (const words of reply.querySelectorAll('span')) words.dataset.judged = JUDGED[words.lang][link.hasAttribute('data-right') ? 0 : 1];
  reply.hidden = false;
  keepInView(reply, ask.dataset.then ? show(ask.dataset.then, ask.dataset) : undefined);
});

apply(new URLSearchParams(location.search));
for (const figure of figures) {
  watch.observe(figure, { attributeFilter: SETTINGS });
  figure.addEventListener('figure-change', () => {
    changed.add(figure);
    rememberFigures();
  });
}

/** Shows the picture that stands for a figure which cannot be shown. A browser that runs scripts has taken it for a text. @param {Element} figure */
function showPicture(figure) {
  const unread = figure.querySelector('noscript');
  if (!unread) return;
  // A page with Trusted Types may not have it parsed.
  const said = (/** @type {string} */ name) => new RegExp(`\\b${name}="([^"]*)"`).exec(unread.textContent ?? '')?.[1] ?? '';
  const source = document.createElement('source');
  for (const name of ['srcset', 'media']) source.setAttribute(name, said(name));
  const image = document.createElement('img');
  for (const name of ['width', 'height', 'alt', 'src']) image.setAttribute(name, said(name));
  const picture = document.createElement('picture');
  picture.append(source, image);
  unread.replaceWith(picture);
}

document.addEventListener('figure-error', ({ target }) => {
  const figure = /** @type {Element} */ (target);
  if (figure.matches(':state(failed)')) showPicture(figure);
});

const isThere = () => customElements.get(ELEMENTS[0]) !== undefined;

// A page opened as a file loads no modules, but the script that is none. One that holds everything already needs neither.
if (location.protocol === 'file:' && !isThere()) {
  const script = document.createElement('script');
  script.src = 'package/gradient-figures.classic.js';
  document.head.append(script);
}
addEventListener('load', () => {
  if (isThere()) return;
  figures.forEach(showPicture);
  document.querySelector('.reason')?.removeAttribute('hidden');
});

function applyTheme() {
  const theme = choice('theme').value;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const figure of figures) figure.setAttribute('theme', theme);
}

/** Writes what the style sheet cannot switch: the title and the names of the themes. */
function speak() {
  document.title = document.querySelector(`h1[lang="${root.lang}"]`)?.textContent ?? document.title;
  for (const option of choice('theme').options) option.text = option.dataset[root.lang] ?? option.value;
}

choice('language').value = root.lang;
choice('language').addEventListener('change', () => {
  root.lang = choice('language').value;
  speak();
  remember((address) => address.set('lang', root.lang));
});
speak();
choice('theme').value = root.dataset.theme ?? 'auto';
choice('theme').addEventListener('change', () => {
  applyTheme();
  remember((address) => address.set('theme', choice('theme').value));
});
applyTheme();
