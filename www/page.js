// The page around the figures: switches for language and theme, links that set a figure, questions, and the state of every
// figure in the address.

import { ELEMENTS, SETTINGS } from './settings.js';

/** @param {string} id */
const choice = (id) => /** @type {HTMLSelectElement} */ (document.getElementById(id));

const root = document.documentElement;

/** @typedef {HTMLElement & { play: () => void, pause: () => void, addSample: (x: number, t: number) => boolean }} Figure */

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
 */
function remember(change) {
  const address = new URL(location.href);
  change(address.searchParams);
  try {
    history.replaceState(null, '', address);
  } catch {
    // A sandboxed page has no history of its own.
  }
}

/** Writes a figure's settings into the address, as far as they are not the author's. @param {Figure} figure */
function rememberFigure(figure) {
  remember((address) => {
    for (const [name, value] of authored.get(figure) ?? []) {
      const now = figure.getAttribute(name);
      if (figure === figures[0]) address.delete(name);
      address.delete(`${figure.localName}.${name}`);
      if (now === value) address.delete(`${figure.id}.${name}`);
      else address.set(`${figure.id}.${name}`, now ?? '');
    }
  });
}

/**
 * Sets a figure as a link or an answer says: first as its author wrote it, then by the address.
 * @param {string} address
 * @param {DOMStringMap} wishes
 */
function show(address, { play, add }) {
  const url = new URL(address, location.href);
  const figure = figures.find(({ id }) => id === url.hash.slice(1));
  if (!figure) return;
  figure.pause?.();
  for (const [name, value] of authored.get(figure) ?? []) write(figure, name, value);
  apply(url.searchParams);
  const [x, t] = (add ?? '').split(' ').map(Number);
  if (add) figure.addSample?.(x, t);
  if (play !== undefined) figure.play?.();
  rememberFigure(figure);
  figure.scrollIntoView({ block: 'nearest' });
}

/** What is said first of an answer. @type {Record<string, [string, string]>} */
const JUDGED = { en: ['Yes.', 'Not quite.'], ja: ['そのとおり。', 'おしい。'] };

document.addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target).closest?.('a[href^="?"], .ask button');
  const link = /** @type {HTMLElement | null} */ (target);
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.localName === 'a') {
    event.preventDefault();
    show(/** @type {HTMLAnchorElement} */ (link).href, link.dataset);
    return;
  }
  const ask = /** @type {HTMLElement} */ (link.closest('.ask'));
  for (const button of ask.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button === link));
  const reply = /** @type {HTMLElement} */ (ask.querySelector('.reply'));
  for (const words of reply.querySelectorAll('span')) words.dataset.judged = JUDGED[words.lang][link.hasAttribute('data-right') ? 0 : 1];
  reply.hidden = false;
  if (ask.dataset.then) show(ask.dataset.then, ask.dataset);
});

apply(new URLSearchParams(location.search));
for (const figure of figures) {
  figure.addEventListener('figure-change', () => rememberFigure(figure));
}

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
