// What a reader's browser loads stays small: counted from the requests that it makes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as nodeTest } from 'node:test';
import { costs, gzipped, MOST_FIRST, MOST_PAGE, MOST_SHARE, MOST_SINGLE, total } from '../../package/sizes.mjs';
import { inEveryEngine } from './fixture.mjs';
import { DIST } from './server.mjs';

/** @typedef {import('./fixture.mjs').Server} Server */

/** Returns what was asked for, without what only the tests have. @param {Server} server */
const asked = ({ requests }) => requests.map(({ path }) => path).filter((path) => !path.startsWith('/__'));

/** @param {string} what @param {[path: string, bytes: number][]} list @param {number} most */
function holds(what, list, most) {
  const rows = list.map(([path, bytes]) => `${String(bytes).padStart(8)} ${path}`);
  const all = `${what}: ${total(list)} bytes gzipped, at most ${most}\n${rows.join('\n')}`;
  console.log(all);
  assert.ok(total(list) <= most, all);
}

inEveryEngine('the page\'s size', ({ engine, test, page, serve, figure, silent }) => {
  /** @param {Server} server @param {string} lang */
  const first = async (server, lang) => {
    await page.open(server.url(`/?lang=${lang}`));
    const started = await page.waitFor(() => /** @type {any} */ (window).__probe.started);
    // The answer takes its time: by the browser's own account, what was asked for after that moment.
    const later = await page.run((started) => performance.getEntriesByType('resource').filter(({ startTime }) => startTime > started).map(({ name }) => new URL(name).pathname), started);
    return asked(server).filter((path) => !later.includes(path));
  };
  const toTheEnd = async () => {
    for (const id of ['slope', 'rate', 'limits', 'batches', 'cost', 'escape', 'online', 'hardware']) await figure(`#${id}`).shows();
    await page.run(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.rests();
  };

  test('until the first figure lives, and scrolled to the end, it loads no more than it may', async () => {
    for (const lang of ['en', 'ja']) {
      const server = await serve();
      const early = await first(server, lang);
      await toTheEnd();
      const all = asked(server);
      if (engine === 'chromium') {
        holds(`${lang}, until the first figure lives`, costs(early, DIST), MOST_FIRST);
        holds(`${lang}, the whole page`, costs(all, DIST), MOST_PAGE);
      }
      // A driven WebKit keeps nothing, not even what it has preloaded.
      if (engine !== 'webkit') assert.deepEqual(all.filter((path) => all.indexOf(path) !== all.lastIndexOf(path)), [], 'nothing is asked for twice');
      await silent();
    }
  });

  test('what other figures need comes when they come into view, what is opened when it is opened', async () => {
    const server = await serve();
    const early = await first(server, 'en');
    const later = ['/www/minibatch-sgd.js', '/www/noise-escape.js', '/www/batch-throughput.js', '/www/locales/en-more.js', '/www/opened.js', '/www/share.js'];
    assert.deepEqual(later.filter((path) => early.includes(path)), []);
    await toTheEnd();
    const [views, extras] = [later.slice(0, 4), later.slice(4)];
    assert.deepEqual(views.filter((path) => !asked(server).includes(path)), []);
    assert.deepEqual(extras.filter((path) => asked(server).includes(path)), []);
    const slope = figure('#slope');
    await slope.run((element) => {
      for (const details of element.shadowRoot.querySelectorAll('details')) details.open = true;
    });
    await slope.waitFor((element) => element.shadowRoot.querySelector('.share-panel') && element.shadowRoot.querySelector('tbody') && element.shadowRoot.querySelector('canvas.map'));
    assert.deepEqual(extras.filter((path) => !asked(server).includes(path)), []);
    await silent();
  });
});

nodeTest('one script with all figures, and what shares them, are no larger than they may be', () => {
  const gzip = (/** @type {string} */ name) => gzipped(readFileSync(join(DIST, name)));
  for (const [name, most] of /** @type {[string, number][]} */ ([
    ['package/gradient-figures.js', MOST_SINGLE], ['package/gradient-figures.classic.js', MOST_SINGLE], ['www/share.js', MOST_SHARE],
  ])) {
    console.log(`${String(gzip(name)).padStart(8)} ${name}`);
    assert.ok(gzip(name) <= most, `${name} is ${gzip(name)} bytes gzipped, at most ${most} are allowed`);
  }
});
