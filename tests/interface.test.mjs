// The types, the manifest and the figures' pages are those of the interface, and of use to those who rely on them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { documents, RENEW, reasonsOf, stylesOf } from '../package/documents.mjs';
import { ATTRIBUTES, ELEMENTS, FAILURES, STYLES } from '../package/interface.mjs';
import base, { more } from '../www/locales/en.js';
import * as failed from '../www/locales/failed.js';
import { SETTINGS } from '../www/settings.js';

const en = { ...base, ...more };
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), 'utf8');

/** Returns what the style sheets have in a place, once each. @param {RegExp} place */
const found = (place) => [...new Set([...`${read('www/figure.css')}${read('package/fit.css')}`.matchAll(place)].map((match) => match[1]))].sort();

/** Runs the TypeScript compiler; returns what it finds, nothing where all is well. @param {string[]} options */
const faults = (...options) => promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--pretty', 'false', ...options], { cwd: ROOT })
  .then(({ stdout }) => stdout, ({ stdout, stderr }) => stdout + stderr);

test('the documents are as they are written from the interface', () => {
  const written = documents();
  if (process.env.UPDATE_INTERFACE) {
    for (const [path, text] of Object.entries(written)) {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), text);
    }
  }
  const stale = Object.entries(written).filter(([path, text]) => {
    try {
      return read(path) !== text;
    } catch {
      return true;
    }
  });
  assert.deepEqual(stale.map(([path]) => path), [], `${RENEW} writes them anew`);
  const pages = readdirSync(join(ROOT, 'docs/figures')).map((name) => `docs/figures/${name}`);
  assert.deepEqual(pages.filter((path) => !(path in written)), [], 'pages of no figure');
});

test('every description is there in both languages, the Japanese in Japanese', () => {
  let texts = 0;
  const look = (/** @type {any} */ value, /** @type {string} */ path) => {
    if (typeof value !== 'object' || value === null) return;
    if ('en' in value || 'ja' in value) {
      texts += 1;
      assert.deepEqual(Object.keys(value).sort(), ['en', 'ja'], path);
      assert.doesNotMatch(value.en, /[぀-ヿ一-龯]/, path);
      if (value.ja !== value.en) assert.match(value.ja, /[぀-ヿ一-龯]/, path);
      else assert.match(value.en, /^`.*`$/, `${path}: a name is the same in both`);
      return;
    }
    for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
  };
  return import('../package/interface.mjs').then((all) => {
    look(all, 'interface');
    assert.ok(texts > 100, `${texts} texts`);
  });
});

test('the pages lead to each other and to pictures that are there', () => {
  for (const [path, text] of Object.entries(documents()).filter(([name]) => name.endsWith('.md'))) {
    const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
    assert.ok(targets.length >= 5, path);
    for (const target of targets) assert.doesNotThrow(() => read(join(dirname(path), target)), `${path}: ${target}`);
    // A bar that is no column's edge would tear a table.
    const tables = text.split('\n\n').filter((block) => block.startsWith('| '));
    for (const table of tables) {
      const columns = table.split('\n').map((row) => row.split(/(?<!\\)\|/).length);
      assert.equal(new Set(columns).size, 1, `${path}: ${table}`);
    }
  }
});

test('the style sheets read the custom properties that are told of, and no others', () => {
  assert.deepEqual(found(/var\((--[a-z][\w-]*)/g), STYLES.map(({ name }) => name).sort());
  for (const { name, default: standard } of stylesOf()) {
    if (name !== '--figure-font') assert.match(standard, /^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/, name);
  }
});

test('the attributes that style sheets alone know are those that are told of', () => {
  // `theme` is known to the scripts too, `hidden` to every element.
  const known = found(/:host\(\[([\w-]+)/g).filter((name) => name !== 'hidden');
  assert.deepEqual(known, [...ATTRIBUTES.filter(({ type }) => type === 'boolean').map(({ name }) => name), 'theme'].sort());
});

test('an address may set what is a setting, and nothing else', () => {
  const attributes = new Set(ELEMENTS.flatMap(({ settings }) => settings.map(({ attribute }) => attribute)));
  assert.deepEqual([...SETTINGS].sort(), [...attributes].sort());
});

test('every state that figures have a word for is told of, and every reason', () => {
  const keys = (/** @type {object} */ texts, /** @type {string} */ start) => Object.keys(texts).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length)).sort();
  const statuses = Object.fromEntries(ELEMENTS.map((element) => [element.tag, element.statuses.map(({ word }) => word).sort()]));
  assert.deepEqual(statuses, {
    'gradient-descent': keys(en, 'verdict.'), 'minibatch-sgd': keys(en, 'fit.why.'), 'noise-escape': keys(en, 'escape.why.'), 'batch-throughput': [],
  });
  assert.deepEqual(FAILURES.map(({ name }) => name).sort(), keys(failed.en, 'failed.').filter((key) => !['title', 'retry', 'restart'].includes(key)));
  // What can be refused has a text of its own, and what stops the measuring; a stop by the reader is no error.
  const refusals = [...keys(en, 'error.').filter((key) => !['nothing', 'unreadable'].includes(key)), ...keys(en, 'halted.').filter((key) => key !== 'stopped')];
  const reasons = new Set(ELEMENTS.flatMap((element) => reasonsOf(element).map(({ name }) => name)));
  assert.deepEqual(refusals.filter((reason) => !reasons.has(reason)), []);
  assert.deepEqual([...reasons].filter((reason) => !refusals.includes(reason)).sort(), FAILURES.map(({ name }) => name).sort());
});

test('the types hold for those who use the figures, and refuse what is wrong', async () => {
  assert.equal(await faults('--project', 'tests/consumers/types'), '');
});

test('the manifest is one by its schema\'s own types', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gf-manifest-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const check = async (/** @type {string} */ text) => {
    const schema = join(ROOT, 'node_modules/custom-elements-manifest/schema.js').replaceAll('\\', '/');
    // The types leave out of a class's members what their own comments say that fields of elements have.
    writeFileSync(join(folder, 'manifest.ts'), `import type { CustomElementField, Package } from '${schema}';
      declare module '${schema}' { interface ClassField { attribute?: CustomElementField['attribute']; reflects?: boolean } }
      export const manifest: Package = ${text};`);
    return faults('--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', join(folder, 'manifest.ts'));
  };
  const text = documents()['package/custom-elements.json'];
  assert.equal(await check(text), '');
  assert.match(await check(text.replace('"tagName"', '"tagname"')), /tagname/, 'the check finds something');
  // The package's own rules, which its types do not tell.
  const { modules } = JSON.parse(text);
  assert.equal(modules.length, 1);
  for (const { name, attributes, members } of modules[0].declarations.filter((/** @type {any} */ one) => one.customElement)) {
    const fields = new Set(members.map((/** @type {any} */ member) => member.name));
    const known = new Set(attributes.map((/** @type {any} */ attribute) => attribute.name));
    assert.equal(fields.size, members.length, `${name}: a member is there twice`);
    assert.equal(known.size, attributes.length, `${name}: an attribute is there twice`);
    for (const { fieldName } of attributes) assert.ok(fieldName === undefined || fields.has(fieldName), `${name}.${fieldName}`);
    for (const { attribute, reflects } of members) assert.equal(known.has(attribute), reflects === true, `${name}: ${attribute}`);
  }
  const exported = modules[0].exports.filter((/** @type {any} */ one) => one.kind === 'js').map((/** @type {any} */ one) => one.name);
  assert.deepEqual(exported.sort(), modules[0].declarations.map((/** @type {any} */ one) => one.name).sort());
});
