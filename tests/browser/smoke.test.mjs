// The built page loads in every engine, at the root and under a sub-path, and has nothing to complain about.

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Session, engines, testsIn } from './engines.mjs';
import { startServer } from './server.mjs';

for (const name of engines()) {
  describe(name, () => {
    /** @type {Session} */
    let session;
    const test = testsIn(() => session);
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session?.close());

    for (const prefix of ['', '/some/where']) {
      test(`the page loads at ${prefix}/ without a message`, async (t) => {
        const server = await startServer({ prefix });
        t.after(() => server.close());
        await session.open(server.url('/'));
        await session.waitFor(() => customElements.get('gradient-descent') !== undefined);
        assert.notEqual(await session.driver.getTitle(), '');
        // What is wrong may show only once the module has been fetched and started.
        await session.run(() => new Promise((resolve) => setTimeout(resolve, 500)));
        assert.deepEqual(await session.messages(), []);
        assert.deepEqual(server.requests.filter(({ status }) => status !== 200), []);
      });
    }
  });
}
