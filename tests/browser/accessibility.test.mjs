// axe-core finds nothing on the page and on its states, in both languages and both themes.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

/** States of each figure, its table open. @type {Record<string, Record<string, number>[]>} */
const STATES = {
  'gradient-descent': [0.1, 0.75, 1, 1.1, -1].map((learningRate) => ({ learningRate })),
  'minibatch-sgd': [0.1, 1.6, 2.2, -1].map((learningRate) => ({ learningRate })),
  // A short table: axe-core takes its time for each of the cells.
  'noise-escape': [{ steps: 20 }, { batchSize: 64 }, { batchSize: 1, learningRate: 1 }, { learningRate: -1 }],
  'batch-throughput': [{}, { repeats: 1 }, { repeats: 0 }],
};

inEveryEngine('accessibility', ({ engine, test, serve, open, openArticle, violations }) => {
  // The policy is another test's matter: axe is run by the driver, which a strict policy may refuse.
  const lax = () => serve({ csp: false });

  for (const lang of ['en', 'ja']) {
    for (const theme of ['light', 'dark']) {
      test(`${lang}, ${theme}: the whole page`, async () => {
        const from = await lax();
        await openArticle({ lang, theme }, 'gradient-descent', { from });
        assert.deepEqual(await violations(), []);
      });

      // The markup and the style sheet are those of every engine: there each language and each theme once is enough.
      if (engine !== 'chromium' && (lang === 'en') !== (theme === 'light')) continue;
      test(`${lang}, ${theme}: each kind of verdict, the table, an error`, async () => {
        const from = await lax();
        for (const [tag, states] of Object.entries(STATES)) {
          const figure = await open(tag, { lang, theme }, { from });
          await figure.run(({ shadowRoot }) => { shadowRoot.querySelector('details').open = true; });
          for (const state of states) {
            await figure.set(state);
            if (state.repeats) await figure.run((figure) => figure.measure());
            assert.deepEqual(await violations(tag), [], `<${tag}> ${JSON.stringify(state)}`);
          }
        }
      });
    }
  }

  test('a start that failed', async () => {
    const from = await serve({ csp: false, override: (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined) });
    await openArticle({ theme: 'light' }, 'gradient-descent', { from, part: '.failure' });
    assert.deepEqual(await violations(), []);
  });
});
