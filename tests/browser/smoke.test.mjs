// The built page loads in every engine, at the root and under a sub-path, and has nothing to complain about.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

inEveryEngine('the page', ({ test, page, serve, openArticle, silent }) => {
  for (const prefix of ['', '/some/where']) {
    test(`the page loads at ${prefix}/ without a message`, async () => {
      const from = await serve({ prefix });
      const figure = await openArticle('', 'gradient-descent', { from });
      assert.notEqual(await page.driver.getTitle(), '');
      // What is wrong may show only when all is drawn, and that of figures farther down.
      await figure.drawn();
      await page.rests();
      await silent();
      assert.deepEqual(from.requests.filter(({ status }) => status !== 200), []);
    });
  }
});
