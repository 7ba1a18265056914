// Which language, and its texts.

import { en, ja } from './locales/failed.js';
import { texts } from './parts.js';

/** The texts that are there; those of a language are loaded when it is first asked for. @type {Record<string, Record<string, string>>} */
const locales = { en, ja };

/** Some texts are wanted by every figure, the others by some kinds only. @typedef {'base' | 'more'} Part */

/** By language and part. @type {Map<string, Promise<void>>} */
const loading = new Map();
/** @type {Set<string>} */
const loaded = new Set();

/** Whether a language's texts are there. @param {string} language @param {Part} [part] besides those for every figure */
export const isLoaded = (language, part = 'base') => loaded.has(`${language} base`) && loaded.has(`${language} ${part}`);

/** Adds texts that are there in every language. @param {Record<string, Record<string, string>>} more */
export function addTexts(more) {
  for (const language in more) locales[language] = { ...locales[language], ...more[language] };
}

/** Returns a language whose texts are there, if possible the one that is wanted. @param {string} wanted @param {Part} [part] */
export const loadedLanguage = (wanted, part) => [wanted, ...Object.keys(locales)].find((language) => isLoaded(language, part)) ?? wanted;

/**
 * Loads the texts of a language, once; after a failure the next call tries again.
 * @param {string} language
 * @param {Part} [part] besides those for every figure
 * @returns {Promise<unknown>}
 */
export const loadTexts = (language, part = 'base') => Promise.all([...new Set(['base', part])].map((one) => loadPart(language, /** @type {Part} */ (one))));

/** @param {string} language @param {Part} part */
function loadPart(language, part) {
  const key = `${language} ${part}`;
  const begun = loading.get(key);
  if (begun) return begun;
  const promise = texts(language, part).then((found) => {
    addTexts({ [language]: found });
    loaded.add(key);
  }, (error) => {
    loading.delete(key);
    throw error;
  });
  loading.set(key, promise);
  return promise;
}

/** @param {string | null | undefined} tag */
function known(tag) {
  const primary = (tag ?? '').toLowerCase().split('-')[0];
  return Object.hasOwn(locales, primary) ? primary : undefined;
}

/**
 * Returns the language of a figure: its own `lang`, else what surrounds it, else the browser's, else English.
 * @param {Element} figure
 */
export function languageOf(figure) {
  for (let at = /** @type {Element | null} */ (figure); at; at = parentOf(at)) {
    const language = known(at.getAttribute('lang'));
    if (language) return language;
  }
  return browserLanguage();
}

/**
 * Returns the element around another, also across the edge of a shadow tree.
 * @param {Element} at
 */
function parentOf(at) {
  const parent = at.assignedSlot ?? at.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** Returns the first language of the browser that there are texts for, else English. */
export function browserLanguage() {
  return navigator.languages.map(known).find(Boolean) ?? 'en';
}

/**
 * Returns a text with its places filled.
 * @param {string} language
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function text(language, key, values = {}) {
  const found = locales[language][key];
  if (found === undefined) throw new Error(`no text ${key} in ${language}`);
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
