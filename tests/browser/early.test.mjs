// What is asked of a figure before its module is there: kept in its order, and judged when it is there.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

const PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>early</title><link rel="icon" href="data:,"><script type="module" src="/www/figures.js"></script></head><body></body></html>';

inEveryEngine('before the module', ({ test, page, figure, serve, silent }) => {
  const open = async () => {
    const server = await serve({
      override: (path) => {
        if (path === '/early.html') return { type: 'text/html; charset=utf-8', body: PAGE };
        return path.endsWith('.wasm') ? { delay: 1500 } : undefined;
      },
    });
    await page.open(server.url('/early.html'));
    await page.run(() => {
      const heard = /** @type {string[]} */ ([]);
      Object.assign(window, { heard });
      document.addEventListener('figure-error', (event) => heard.push(/** @type {CustomEvent} */ (event).detail.reason));
    });
  };
  const heard = () => page.run(() => /** @type {any} */ (window).heard);

  test('properties and attributes answer as they were set, the last one counts, and the figure has them', async () => {
    await open();
    const early = await page.run(() => {
      const figure = /** @type {any} */ (document.createElement('gradient-descent'));
      figure.setAttribute('learning-rate', '0.3');
      figure.learningRate = 0.7;
      figure.steps = 30;
      figure.setAttribute('steps', '25');
      figure.step = 12;
      document.body.append(figure);
      return [figure.learningRate, figure.steps, figure.step, figure.start ?? null, figure.status];
    });
    assert.deepEqual(early, [0.7, 25, 12, null, null]);
    const descent = figure('gradient-descent');
    await descent.shows();
    assert.deepEqual(await descent.read('learningRate', 'steps', 'step', 'start', 'status'), { learningRate: 0.7, steps: 25, step: 12, start: -3, status: 'alternating' });
    assert.equal(await descent.run((element) => element.getAttribute('learning-rate')), '0.7');
    assert.deepEqual(await heard(), []);
    await silent();
  });

  test('one setting may make another acceptable, whichever comes first; what is wrong is answered', async () => {
    await open();
    await page.run(() => {
      const line = /** @type {any} */ (document.createElement('minibatch-sgd'));
      line.batchSize = 400;
      line.samples = 500;
      line.learningRate = -1;
      document.body.append(line);
    });
    const line = figure('minibatch-sgd');
    await line.shows();
    assert.deepEqual(await line.read('batchSize', 'samples', 'learningRate'), { batchSize: 400, samples: 500, learningRate: 0.1 });
    assert.deepEqual(await heard(), ['learningRate']);
    assert.match(await line.words('.message'), /-1.* η/);
    await silent();
  });

  test('it plays when it has started; a script and a measurement wait for the module', async () => {
    await open();
    const early = await page.run(() => {
      const figure = /** @type {any} */ (document.createElement('gradient-descent'));
      document.body.append(figure);
      figure.step = 0;
      figure.play();
      const speed = /** @type {any} */ (document.createElement('batch-throughput'));
      Object.assign(speed, { samples: 16, repeats: 1 });
      document.body.append(speed);
      return Promise.all([figure.toPython(), speed.measure()]).then(([script, results]) => [/learning_rate = 0\.1/.test(script), results.length]);
    });
    assert.deepEqual(early, [true, 3]);
    const descent = figure('gradient-descent');
    await descent.shows();
    await descent.waitFor((element) => element.step > 0);
    await silent();
  });
});
