// axe-core finds nothing on the page and on its states, in both languages and both themes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { Session, engines, testsIn } from './engines.mjs';
import { startServer } from './server.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

for (const engine of engines()) {
  describe(`accessibility in ${engine}`, () => {
    /** @type {Session} */
    let page;
    const test = testsIn(() => page);
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    before(async () => {
      // The policy is another test's matter: axe is run by the driver, which a strict policy may refuse.
      server = await startServer({ csp: false });
      page = await Session.start(engine);
    });
    after(async () => {
      await page?.close();
      await server?.close();
    });

    const check = async () => {
      await page.run(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))));
      await page.driver.executeScript(axe);
      const found = await page.run(async () => {
        const { violations } = await /** @type {any} */ (window).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat(9).join(' ')} ${failureSummary}`).join('; ')}`);
      });
      assert.deepEqual(found, []);
    };

    for (const lang of ['en', 'ja']) {
      for (const theme of ['light', 'dark']) {
        test(`${lang}, ${theme}: each kind of verdict, the table, an error`, async () => {
          await page.open(server.url(`/?lang=${lang}&theme=${theme}`));
          await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
          await page.run(() => { /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('details').open = true; });
          for (const rate of [0.1, 0.75, 1, 1.1]) {
            await page.run((rate) => { /** @type {any} */ (document.querySelector('gradient-descent')).learningRate = rate; }, rate);
            await check();
          }
          await page.run(() => { /** @type {any} */ (document.querySelector('gradient-descent')).learningRate = -1; });
          await check();
          await page.run(() => document.querySelector('minibatch-sgd').scrollIntoView());
          await page.waitFor(() => document.querySelector('minibatch-sgd')?.shadowRoot?.querySelector('.verdict')?.textContent);
          await page.run(() => { /** @type {any} */ (document.querySelector('minibatch-sgd')).shadowRoot.querySelector('details').open = true; });
          for (const rate of [0.1, 1.6, 2.2, -1]) {
            await page.run((rate) => { /** @type {any} */ (document.querySelector('minibatch-sgd')).learningRate = rate; }, rate);
            await check();
          }
          await page.run(() => document.querySelector('noise-escape').scrollIntoView());
          await page.waitFor(() => document.querySelector('noise-escape')?.shadowRoot?.querySelector('.verdict')?.textContent);
          await page.run(() => { /** @type {any} */ (document.querySelector('noise-escape')).shadowRoot.querySelector('details').open = true; });
          for (const settings of [{}, { batchSize: 64 }, { batchSize: 1, learningRate: 0.4 }, { learningRate: -1 }]) {
            await page.run((settings) => void Object.assign(/** @type {any} */ (document.querySelector('noise-escape')), settings), settings);
            await check();
          }
          await page.run(() => document.querySelector('batch-throughput').scrollIntoView());
          await page.waitFor(() => document.querySelector('batch-throughput')?.shadowRoot?.querySelector('.verdict')?.textContent);
          await check();
          await page.run(async () => {
            const figure = /** @type {any} */ (document.querySelector('batch-throughput'));
            figure.shadowRoot.querySelector('details').open = true;
            figure.repeats = 1;
            await figure.measure();
          });
          await check();
          await page.run(() => { /** @type {any} */ (document.querySelector('batch-throughput')).repeats = 0; });
          await check();
        });
      }
    }

    test('a start that failed', async () => {
      const broken = await startServer({ csp: false, override: (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined) });
      try {
        await page.open(broken.url('/?lang=en&theme=light'));
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.failure')?.textContent);
        await check();
      } finally {
        await broken.close();
      }
    });
  });
}
