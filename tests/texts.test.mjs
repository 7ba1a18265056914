// The texts are complete in every language, and the code asks for none that is not there.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import english, { more as moreEnglish } from '../www/locales/en.js';
import * as failed from '../www/locales/failed.js';
import japanese, { more as moreJapanese } from '../www/locales/ja.js';
import * as share from '../www/locales/share.js';

/** @type {Record<string, string>} */
const en = { ...english, ...moreEnglish, ...failed.en, ...share.en };
/** @type {Record<string, string>} */
const ja = { ...japanese, ...moreJapanese, ...failed.ja, ...share.ja };

const places = (/** @type {string} */ text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();

test('both languages have the same texts with the same places', () => {
  assert.deepEqual(Object.keys(ja).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en)) {
    assert.equal(places(ja[key]), places(en[key]), key);
    assert.notEqual(ja[key].trim(), '', key);
    assert.notEqual(en[key].trim(), '', key);
  }
});

test('Japanese texts are Japanese where they have words', () => {
  const same = Object.keys(en).filter((key) => en[key] === ja[key]);
  assert.deepEqual(same, ['plane.curve'], 'a formula is the same in both');
});

test('every text is asked for, and every text asked for is there', () => {
  const folder = new URL('../www/', import.meta.url);
  const code = readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const asked = [...code.matchAll(/(?:\bt|_text)\(\s*'([\w.-]+)'/g)].map((match) => match[1]);
  for (const key of asked) assert.ok(key in en, `${key} is asked for`);
  // What is put together from parts, such as `verdict.${status}`, counts by its beginning.
  const begun = [...code.matchAll(/`([\w.-]+\.)\$\{/g)].map((match) => match[1]);
  for (const key of Object.keys(en)) {
    const isNamed = code.includes(`'${key}'`) || begun.some((start) => key.startsWith(start));
    assert.ok(isNamed, `${key} is never asked for`);
  }
});
