// The harness sees what goes wrong: else "no message" would say nothing about the page.

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Session, engines, testsIn } from './engines.mjs';
import { startServer } from './server.mjs';

for (const name of engines()) {
  describe(`harness, ${name}`, () => {
    /** @type {Session} */
    let session;
    const test = testsIn(() => session);
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    before(async () => {
      server = await startServer();
      session = await Session.start(name);
    });
    after(() => Promise.all([session?.close(), server?.close()]));

    test('a browser that has ended is started anew, and then can do all it could', async () => {
      assert.equal(await session.isAlive(), true);
      await session.driver.quit();
      assert.equal(await session.isAlive(), false);
      await assert.rejects(session.waitFor(() => false));
      await session.restart();
      await session.open(`${server.origin}/__pages/faulty.html`);
      assert.equal(await session.run(() => location.pathname), '/__pages/faulty.html');
    });

    let runs = 0;
    test('a test whose browser ended is run once more', async () => {
      runs += 1;
      if (runs === 1) await session.driver.quit();
      assert.equal(await session.run(() => 1 + 1), 2);
    });

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

    test('frames and timers that run are counted', async () => {
      await session.open(`${server.origin}/__pages/faulty.html`);
      await session.waitFor(() => window.__probe.frames === 1);
      const before = await session.counters();
      await session.run(() => new Promise((resolve) => {
        // However long a busy machine takes to draw it.
        const frame = new Promise((drawn) => requestAnimationFrame(drawn));
        let left = 3;
        const interval = setInterval(() => {
          left -= 1;
          if (left) return;
          clearInterval(interval);
          setTimeout(() => frame.then(() => resolve(undefined)), 100);
        }, 10);
      }));
      const after = await session.counters();
      assert.equal(after.frames - before.frames, 1);
      assert.ok(after.ticks - before.ticks >= 4, `${after.ticks - before.ticks} timers`);
      assert.ok(after.timers - before.timers >= 2, `${after.timers - before.timers} set`);
    });

    test('a page that rests is told from one that draws on and on', async () => {
      await session.open(`${server.origin}/__pages/faulty.html`);
      await session.rests();
      await session.run(() => {
        const draw = () => { /** @type {any} */ (window).drawing = requestAnimationFrame(draw); };
        draw();
      });
      await assert.rejects(session.rests(3), /draws on and on/);
      await session.run(() => cancelAnimationFrame(/** @type {any} */ (window).drawing));
      await session.rests();
    });

    test('a window that was very high has exactly the size asked for next', async () => {
      for (let go = 0; go < 3; go += 1) {
        await session.setSize({ width: 1000, height: 15_000 });
        await session.setSize({ width: 1280, height: 900 });
        assert.deepEqual(await session.run(() => [innerWidth, innerHeight]), [1280, 900]);
      }
    });

    test('a frame is exactly as large as asked', async () => {
      await session.openFramed(`${server.origin}/__pages/faulty.html?a=b`, { width: 360, height: 800 });
      const seen = await session.run(() => [innerWidth, innerHeight, location.search]);
      assert.deepEqual(seen, [360, 800, '?a=b']);
    });
  });
}
