// Whatever a page, a reader or an address gives: a figure that works or says why not, nothing in the console, no script from a
// text; and a panic ends one figure, which comes back with what it had.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';
import { assailed } from './hostile.mjs';

/** Sequences: more with `cargo xtask fuzz`. */
const COUNT = 60;

inEveryEngine('hostile input', ({ test, page, server }) => {
  /** What the console says but what these tests cause: a style set as a text, which the policy names, and canvases read often. */
  const complaints = async () => (await page.messages()).filter(({ text }) => !/style|willReadFrequently/i.test(text));
  test(`${COUNT} sequences of attributes, properties, methods and moves`, async () => {
    const { faults, sequences, deeds, figures } = await assailed(page, server, 1, COUNT);
    assert.deepEqual(faults, []);
    assert.equal(sequences, COUNT);
    assert.deepEqual(Object.keys(figures).length, 4, JSON.stringify(figures));
    // None of the kinds of deeds goes by without anything that it is done to.
    assert.equal(Object.values(deeds).filter((count) => count >= 5).length, 17, JSON.stringify(deeds));
  });

  test('the address of the page: no script, no other attribute, and the figures are there', async () => {
    const texts = ['<script>window.hit=1</script>', '"><img src=x onerror=window.hit=1>', 'javascript:window.hit=1', '%', 'NaN', '1e999', 'x'.repeat(1500), '\u0000', '🦀'];
    const queries = texts.map((text) => ['learning-rate', 'slope.steps', 'batches.sampling', 'lang', 'theme', 'escape.runs'].map((name) => `${name}=${encodeURIComponent(text)}`).join('&'));
    queries.push('__proto__.x=1&constructor=2&slope.__proto__=3&slope.onclick=window.hit=1&slope.style=color:red&slope.id=y&hasOwnProperty=1', '%E0%A4%A&%ff=%ff&&&===&slope.learning-rate', Array.from({ length: 1000 }, (_, at) => `p${at}=1`).join('&'));
    for (const query of queries) {
      await page.open(server.url(`/?${query}#${query.slice(0, 40)}`));
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent).catch((error) => {
        throw new Error(`${query.slice(0, 300)}: ${error.message}`);
      });
      const seen = await page.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        return { id: figure.id, names: figure.getAttributeNames(), rate: figure.learningRate, hit: 'hit' in window || 'x' in {}, lang: document.documentElement.lang };
      });
      assert.equal(seen.id, 'slope', query);
      assert.equal(seen.hit, false, query);
      assert.ok(Number.isFinite(seen.rate) && /^(en|ja)$/.test(seen.lang), query);
      for (const name of seen.names) assert.match(name, /^(id|theme|compact|learning-rate|start|steps|step)$/, query);
      assert.deepEqual(await page.messages(), [], query);
    }
  });

  test('in a frame’s document, then in one that nobody sees, and back: its look comes along', async () => {
    await page.open(`${server.origin}/__pages/hostile.html`);
    await page.waitFor(() => /** @type {any} */ (document.createElement('minibatch-sgd')).samples);
    const looks = await page.run(async () => {
      const room = /** @type {HTMLElement} */ (document.getElementById('room'));
      const frame = document.createElement('iframe');
      Object.assign(frame, { width: 700, height: 900 });
      room.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const there = /** @type {Document} */ (frame.contentDocument);
      const figure = /** @type {any} */ (document.createElement('minibatch-sgd'));
      const looks = [];
      for (const home of [room, there.body, document.implementation.createHTMLDocument().body, room, there.body]) {
        home.append(figure);
        const isDrawn = () => [...figure.shadowRoot.querySelectorAll('.planes canvas')].some((canvas) => (
          canvas.width && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)
        ));
        for (let turn = 0; turn < 100 && !isDrawn(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 50));
        await new Promise((resolve) => setTimeout(resolve, 300));
        const { display } = (home.ownerDocument.defaultView ?? window).getComputedStyle(figure.shadowRoot.querySelector('.figure'));
        looks.push([isDrawn(), display, figure.getBoundingClientRect().height < 1500, figure.scrollWidth <= figure.clientWidth]);
      }
      return looks;
    });
    const [first, framed, , ...again] = looks;
    assert.deepEqual([framed, ...again], [first, first, first]);
    assert.equal(first[0], true);
    assert.deepEqual(await complaints(), []);
  });

  /** Ways in which the module really stops; each ends the one figure that it is done to. @type {Record<string, (figure: any) => void>} */
  const TRAPS = {
    'memory that is not there': (figure) => figure._call(() => figure._model.setPalette({ length: 2 ** 29 })),
    'a place that is not there': (figure) => {
      Object.defineProperty(figure._model, '__wbg_ptr', { value: 0xfffffff0 });
      figure.learningRate = 0.3;
    },
    'a canvas that throws in the middle of a drawing': (figure) => {
      const [canvas] = figure._planes?.[0]?.canvases ?? [figure.shadowRoot.querySelectorAll('canvas')[0]];
      const moving = figure.shadowRoot.querySelectorAll('.stack canvas')[1] ?? canvas;
      moving.getContext('2d').stroke = () => { throw new Error('no'); };
      figure.learningRate = 0.3;
    },
  };
  test('a restart gives back a batch as large as samples that were added allow', async () => {
    await page.open(server.url('/?lang=en'));
    await page.waitFor(() => {
      const figure = /** @type {any} */ (document.querySelector('minibatch-sgd'));
      figure.scrollIntoView();
      return figure.shadowRoot.querySelector('.verdict')?.textContent;
    });
    const [before, after] = await page.run(async () => {
      const figure = /** @type {any} */ (document.getElementById('batches'));
      for (let at = 0; at < 10; at += 1) figure.addSample(at / 10, 1);
      figure.batchSize = 105;
      figure.step = 20;
      figure.addSample(0.5, -3);
      const state = () => [figure.batchSize, figure.getAttribute('batch-size'), figure._model.samples, figure.step, JSON.stringify(figure.trajectory)];
      const before = state();
      figure._call(() => figure._model.setPalette({ length: 2 ** 29 }));
      await new Promise((resolve) => setTimeout(resolve, 300));
      figure.shadowRoot.querySelector('.failure button').click();
      return [before, state()];
    });
    assert.deepEqual(before.slice(0, 4), [105, '105', 111, 20]);
    assert.deepEqual(after, before);
  });

  for (const [name, spring] of Object.entries(TRAPS)) {
    test(`${name}: one figure ends with its reason, the others go on, and it restarts with its settings`, async () => {
      await page.open(server.url('/?lang=ja&slope.learning-rate=0.8&slope.steps=30&slope.step=7&slope.start=2'));
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
      await page.run(`(${spring})(document.getElementById('slope'))`.replace(/^/, 'async () => { ').concat('; await new Promise((resolve) => setTimeout(resolve, 300)); }'));
      const ended = await page.waitFor(() => {
        const { shadowRoot } = /** @type {any} */ (document.getElementById('slope'));
        const failure = shadowRoot.querySelector('.failure');
        return !failure.hidden && failure.textContent;
      });
      assert.match(ended, /内部エラーで止まりました.*図を再開する/s);
      // The others, of its own kind and of another.
      const others = await page.run(async () => {
        const [rate, batches] = ['rate', 'batches'].map((id) => /** @type {any} */ (document.getElementById(id)));
        rate.learningRate = 1.1;
        batches.learningRate = 0.2;
        rate.scrollIntoView();
        for (let turn = 0; turn < 50 && rate.shadowRoot.querySelector('.verdict').textContent !== '発散'; turn += 1) {
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return { status: rate.status, last: rate.trajectory[1].x, verdict: rate.shadowRoot.querySelector('.verdict').textContent, loss: batches.trajectory.full.length };
      });
      assert.equal(others.status, 'diverging');
      assert.equal(others.verdict, '発散');
      assert.equal(others.loss, 51);
      await page.run(() => {
        const figure = /** @type {any} */ (document.getElementById('slope'));
        figure.shadowRoot.querySelector('.failure button').click();
        figure.scrollIntoView();
      });
      await page.waitFor(() => !/** @type {any} */ (document.getElementById('slope')).shadowRoot.querySelector('.figure').hidden);
      const back = await page.run(() => {
        const { learningRate, steps, step, start, trajectory } = /** @type {any} */ (document.getElementById('slope'));
        return { learningRate, steps, step, start, x: trajectory[1].x };
      });
      // What it had accepted is not lost, though it ended as it drew it.
      const learningRate = name.startsWith('a canvas') ? 0.3 : 0.8;
      assert.deepEqual(back, { learningRate, steps: 30, step: 7, start: 2, x: 2 - learningRate * 4 });
    });
  }
});
