// The harness sees what goes wrong: else "no message" would say nothing about the page.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines, Session } from './engines.mjs';
import { startServer } from './server.mjs';

for (const name of engines()) {
  describe(`harness, ${name}`, () => {
    /** @type {Session} */
    let session;
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    before(async () => {
      server = await startServer();
      session = await Session.start(name);
    });
    after(() => Promise.all([session?.close(), server?.close()]));

    test('every fault of a page is a message', async () => {
      await session.open(`${server.origin}/__pages/faulty.html`);
      await session.waitFor(() => window.__probe.frames === 1);
      await session.waitFor(() => window.__probe.messages.some(({ type }) => type === 'rejection'));
      const messages = await session.messages();
      const seen = (/** @type {string} */ type, /** @type {string} */ text) =>
        messages.some((message) => message.type === type && message.text.includes(text));
      assert.ok(seen('console.warn', 'a warning {"of":"mine"}'), JSON.stringify(messages));
      assert.ok(seen('error', 'thrown in a frame'), JSON.stringify(messages));
      assert.ok(seen('rejection', 'nobody caught me'), JSON.stringify(messages));
      assert.ok(seen('resource', 'missing.png'), JSON.stringify(messages));
      assert.ok(seen('csp', 'style-src'), JSON.stringify(messages));
      assert.ok(seen('csp', 'script-src'), JSON.stringify(messages));
      assert.equal(await session.run(() => 'inline' in window), false);
    });

    test('a frame is exactly as large as asked', async () => {
      await session.openFramed(`${server.origin}/__pages/faulty.html?a=b`, { width: 360, height: 800 });
      const seen = await session.run(() => [innerWidth, innerHeight, location.search]);
      assert.deepEqual(seen, [360, 800, '?a=b']);
    });
  });
}
