// The page where no figure comes, or comes in another way: without scripts, with a part missing, opened as a file.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inEveryEngine } from './fixture.mjs';
import { DIST } from './server.mjs';

/** The figures that have a picture, which is all that show no measurement. */
const PICTURED = ['slope', 'rate', 'limits', 'batches', 'cost', 'escape', 'online'];
const PICTURE = /^\/www\/pictures\/[a-z-]+-(light|dark)\.svg$/;

/** Returns the two lines that a README shows for a page of one's own. @param {string} name */
const lines = (name) => /** @type {RegExpExecArray} */ (/```html\n(<script[^\n]*\n<gradient-descent[^\n]*)\n```/.exec(readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8')))[1];

const folder = mkdtempSync(join(tmpdir(), 'gf-files-'));
after(() => rmSync(folder, { recursive: true, force: true }));

inEveryEngine('files', ({ test, page, serve, figure }) => {
  /** @param {import('./fixture.mjs').Server} server */
  const pictures = ({ requests }) => requests.map(({ path }) => path).filter((path) => PICTURE.test(path));
  /** Which pictures are shown on the page. */
  const shown = () => page.run(() => [...document.querySelectorAll('picture img')]
    .filter((image) => image.checkVisibility() && /** @type {HTMLImageElement} */ (image).naturalWidth > 0 && image.getBoundingClientRect().height > 0)
    .map((image) => image.closest('[id]')?.id));
  const all = async () => {
    for (const id of PICTURED) {
      await page.run((id) => document.getElementById(id)?.scrollIntoView(), id);
      await page.waitFor((id) => /** @type {HTMLImageElement} */ (document.querySelector(`#${id} img`)).naturalWidth > 0, id);
    }
    return shown();
  };

  test('a reader with scripts loads no picture, however far the page is scrolled', async () => {
    const server = await serve();
    await page.open(server.url('/?lang=en'));
    for (const id of [...PICTURED, 'hardware']) await figure(`#${id}`).shows();
    assert.deepEqual(pictures(server), []);
    assert.deepEqual(await shown(), []);
  });

  test('without scripts each figure has its picture, in one scheme', async () => {
    const server = await serve({
      csp: false,
      // A frame without an origin is another one, which the usual headers keep pictures from.
      headers: { 'Cross-Origin-Embedder-Policy': 'unsafe-none' },
      override: (path) => (path === '/outer.html' ? { type: 'text/html; charset=utf-8', body: '<!doctype html><title>outer</title><iframe sandbox src="/index.html" width="900" height="9000"></iframe>' } : undefined),
    });
    await page.open(server.url('/outer.html'));
    const names = ['gradient-descent', 'slow', 'diverging', 'minibatch-sgd', 'noise-escape'];
    await page.waitFor(() => document.readyState === 'complete');
    assert.deepEqual([...new Set(pictures(server))].sort(), names.map((name) => `/www/pictures/${name}-light.svg`).sort());
  });

  test('a picture that stands for a figure is that of the page, with its words', async () => {
    const server = await serve({ override: (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined) });
    await page.open(server.url('/?lang=en'));
    await all();
    const made = await page.run(() => [...document.querySelectorAll('picture')].map((picture) => [...picture.children].map((part) => Object.fromEntries(part.getAttributeNames().map((name) => [name, part.getAttribute(name)])))));
    const meant = [...readFileSync(join(DIST, 'index.html'), 'utf8').matchAll(/<picture>([\s\S]*?)<\/picture>/g)].map(([, inner]) => (
      [...inner.matchAll(/<(?:source|img)([^>]*)>/g)].map(([, attributes]) => Object.fromEntries([...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])))
    ));
    assert.equal(meant.length, PICTURED.length);
    assert.deepEqual(made, meant);
  });

  test('where the module is missing each figure shows its picture and the reason', async () => {
    const server = await serve({ override: (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined) });
    await page.open(server.url('/?lang=en'));
    assert.deepEqual(await all(), PICTURED);
    assert.match(await figure('#slope').words('.failure'), /not found on the server/);
    assert.equal(await page.run(() => document.querySelector('.reason')?.checkVisibility()), false, 'the figure itself says it');
  });

  test('where the figures’ script is missing the page says so beside the pictures, and is still of use', async () => {
    const server = await serve({ override: (path) => (path.endsWith('/figures.js') ? { status: 404 } : undefined) });
    await page.open(server.url('/?lang=en'));
    assert.deepEqual(await all(), PICTURED);
    assert.match(await page.run(() => /** @type {HTMLElement} */ (document.querySelector('.reason')).innerText), /could not be loaded/);
    await works();
  });

  /** Questions are answered, and the language can be chosen. */
  async function works() {
    const seen = await page.run(() => {
      const ask = /** @type {HTMLElement} */ (document.querySelector('.ask'));
      /** @type {HTMLElement} */ (ask.querySelector('[data-right]')).click();
      const reply = /** @type {HTMLElement} */ (ask.querySelector('.reply')).innerText;
      const choice = /** @type {HTMLSelectElement} */ (document.getElementById('language'));
      choice.value = 'ja';
      choice.dispatchEvent(new Event('change'));
      const seen = [...document.querySelectorAll('h1')].filter((head) => head.checkVisibility()).map((head) => head.lang);
      return { reply, seen, title: document.title };
    });
    assert.match(seen.reply, /−2\.4/);
    assert.deepEqual(seen.seen, ['ja']);
    assert.match(seen.title, /学習率/);
  }

  test('opened as a file the page has its figures, its answers and both languages', async () => {
    await page.driver.get(pathToFileURL(join(DIST, 'index.html')).href);
    const slope = figure('#slope');
    await slope.waitFor((element) => element.shadowRoot?.querySelector('.verdict')?.textContent);
    await slope.run((element) => { element.learningRate = 1.1; });
    assert.equal(await slope.get('status'), 'diverging');
    await works();
    const escape = figure('#escape');
    await escape.shows();
    assert.deepEqual(await shown(), []);
  });

  test('opened as a file without the package beside it: pictures, and what is missing', async () => {
    const copy = join(folder, 'alone');
    for (const name of ['index.html', 'www']) cpSync(join(DIST, name), join(copy, name), { recursive: true });
    await page.driver.get(pathToFileURL(join(copy, 'index.html')).href);
    assert.deepEqual(await all(), PICTURED);
    assert.match(await page.run(() => /** @type {HTMLElement} */ (document.querySelector('.reason')).innerText), /package/);
    await works();
  });

  for (const name of ['README.md', 'README.ja.md', 'package/README.md']) {
    test(`${name}: its two lines, saved as a page and opened as a file, are a figure`, async () => {
      const file = join(folder, 'two-lines.html');
      cpSync(join(DIST, 'package', 'gradient-figures.classic.js'), join(folder, 'gradient-figures.classic.js'));
      writeFileSync(file, `${lines(name)}\n`);
      await page.driver.get(pathToFileURL(file).href);
      const descent = figure('gradient-descent');
      await descent.waitFor((element) => /^(diverges|発散)/.test(element.shadowRoot?.querySelector('.verdict')?.textContent ?? ''));
      assert.equal(await descent.get('learningRate'), 1.1);
    });
  }
});
