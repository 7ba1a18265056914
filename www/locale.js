// Which language, and its texts.

import en from './locales/en.js';
import ja from './locales/ja.js';

/** @type {Record<string, Record<string, string>>} */
export const locales = { en, ja };

/** @param {string | null | undefined} tag */
function known(tag) {
  const primary = (tag ?? '').toLowerCase().split('-')[0];
  return primary in locales ? primary : undefined;
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
