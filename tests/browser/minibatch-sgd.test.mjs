// <minibatch-sgd> on the built page, by real pointers and keys, in every engine.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inEveryEngine } from './fixture.mjs';
import { fromHex } from './hex.mjs';

const reference = JSON.parse(readFileSync(new URL('../reference/minibatch.json', import.meta.url), 'utf8'));

inEveryEngine('minibatch-sgd', ({ test, page, open: openOne, figure: figureOf, silent }) => {
  const TAG = 'minibatch-sgd';
  const figure = figureOf(TAG);
  const open = (/** @type {Record<string, string | number>} */ settings = {}, lang = 'en') => openOne(TAG, { ...settings, lang });
  /** w, b and loss of each step of a method; as texts on the way, for geckodriver rounds some numbers in the last bit. */
  const rowsOf = async (/** @type {string} */ method) => (await figure.run((figure, method) => figure
    .trajectory[method].map((/** @type {any} */ { w, b, loss }) => [w, b, loss].map(String)), method)).map((/** @type {any} */ row) => row.map(Number));
  /** The point of the view where a sample stands. */
  const placeOf = async (/** @type {number} */ x, /** @type {number} */ t) => {
    const share = await figure.run((figure, x, t) => {
      // On the plane at rest, −1 to 1 and −2 to 4, whose frame the ticks' labels set off.
      const { width, height } = figure.shadowRoot.querySelector('.plane-data .stack').getBoundingClientRect();
      const [right, down] = figure._model.dataPlace(x, t);
      return [right / width, down / height];
    }, x, t);
    return figure.point('.plane-data .stack', share[0], share[1]);
  };

  test('the runs are NumPy\'s: the reference, read from the page', async () => {
    await open();
    let compared = 0;
    for (const run of reference.runs) {
      const isFull = run.sampling === 'full';
      await figure.run((figure, settings) => void Object.assign(figure, settings), {
        samples: reference.samples, noise: reference.noise, dataSeed: reference.data_seed, learningRate: run.learning_rate,
        sampling: run.sampling === 'once per epoch' ? 'epoch' : 'replacement', steps: run.steps, seed: run.seed ?? 0,
        batchSize: isFull ? 8 : run.batch_size,
      });
      const rows = await rowsOf(isFull ? 'full' : 'mini');
      assert.equal(rows.length, run.steps + 1);
      assert.deepEqual(rows[0].slice(0, 2), [0, 0]);
      for (const [at, name] of ['w', 'b', 'loss'].entries()) {
        const expected = (run[name] ?? run[`${name}es`]).map(fromHex);
        // NumPy's first is the one after the first update.
        for (const [before, wanted] of expected.entries()) {
          const [step, row] = [before + 1, rows[before + 1]];
          assert.ok(row[at] === wanted || Math.abs(row[at] - wanted) <= 1e-12 * Math.abs(wanted), `${name} at ${step}: ${row[at]}, not ${wanted}`);
          compared += 1;
        }
      }
      if (isFull) continue;
      const batches = await figure.run((figure, steps) => Array.from({ length: steps }, (_, step) => {
        figure.step = step;
        return figure.batch;
      }), run.steps);
      assert.deepEqual(batches, run.batches);
    }
    assert.ok(compared > 500, `${compared} values`);
    await silent();
  });

  test('plays, scrubs, and nothing moves by itself', async () => {
    await open();
    assert.deepEqual(await figure.read('step', 'steps', 'status', 'isComplete'), { step: 50, steps: 50, status: 'converging', isComplete: true });
    await page.rests();
    await figure.click('.button-play');
    await figure.waitFor((figure) => figure.step >= 2);
    await figure.click('.button-play');
    const step = await figure.get('step');
    assert.ok(step >= 2 && step < 50);
    await figure.click('.button-forward');
    assert.equal(await figure.get('step'), step + 1);
    await figure.click('.slider-scrub .range', 0.5);
    assert.equal(await figure.get('step'), 25);
    assert.match(await figure.words('.facts'), /step 25 \/ 50\b/);
    assert.match(await figure.words('.facts'), /\b2 epochs, 200 sample gradients/);
    await silent();
  });

  test('B goes from 1 to N by the slider', async () => {
    await open();
    const range = '.control-batch-size .range';
    const [low, middle, high] = [await figure.point(range, 0.01), await figure.point(range, 0.5), await figure.point(range, 0.995)];
    await page.drag([middle, low]);
    assert.equal(await figure.get('batchSize'), 1);
    const [mini, sgd] = [await rowsOf('mini'), await rowsOf('sgd')];
    assert.deepEqual(mini, sgd, 'mini-batches of one are SGD');
    await page.drag([low, high]);
    assert.equal(await figure.get('batchSize'), 100);
    assert.match(await figure.words('.method-mini'), /B = 100\b/);
    await figure.press('PageDown', 'ArrowRight');
    assert.equal(await figure.get('batchSize'), 55, 'half, and a tenth more');
    await silent();
  });

  test('samples come and go by the pointer, and the run goes on', async () => {
    await open({ step: 20 });
    const before = await rowsOf('mini');
    await page.click(await placeOf(0.5, -1));
    assert.deepEqual(await figure.read('samples', 'step'), { samples: 101, step: 20 });
    const [x, t] = await figure.run((figure) => [...figure._model.samplePoint(100)]);
    assert.ok(Math.abs(x - 0.5) < 0.02 && Math.abs(t + 1) < 0.05, `${x}, ${t}`);
    const after = await rowsOf('mini');
    assert.deepEqual(after.slice(0, 21).map((/** @type {number[]} */ [w, b]) => [w, b]), before.slice(0, 21).map((/** @type {number[]} */ [w, b]) => [w, b]), 'what was learned stays');
    assert.notDeepEqual(after.slice(21), before.slice(21), 'and what follows knows the sample');
    await page.click(await placeOf(x, t));
    assert.deepEqual(await figure.read('samples', 'step'), { samples: 100, step: 20 });
    await silent();
  });

  test('samples come and go by keys', async () => {
    await open();
    await figure.focus('.cross');
    // Into the empty lower right corner of the plane.
    await figure.press(...Array(8).fill('ArrowRight'), ...Array(8).fill('ArrowDown'));
    const label = () => figure.run((figure) => figure.shadowRoot.querySelector('.cross').getAttribute('aria-label'));
    assert.match(await label(), /Enter adds a sample/);
    await figure.press('Enter');
    assert.equal(await figure.get('samples'), 101);
    assert.match(await label(), /Enter removes this sample/);
    await figure.press('Enter');
    assert.equal(await figure.get('samples'), 100);
    await silent();
  });

  test('between the limits only single samples blow up; each case sets what it says', async () => {
    await open();
    const { limit, sgdLimit } = await figure.read('limit', 'sgdLimit');
    assert.ok(sgdLimit < 1.6 && 1.6 < limit);
    const outcomes = async () => [await figure.words('.method-full .method-outcome'), await figure.words('.method-mini .method-outcome'), await figure.words('.method-sgd .method-outcome')];
    await figure.click('.chip:nth-of-type(2)');
    assert.deepEqual(await outcomes(), ['stable', 'unsteady', 'diverges']);
    assert.match(await figure.words('.caption'), /SGD with single samples blows up/);
    const losses = (await rowsOf('sgd')).map((/** @type {any} */ [, , loss]) => loss);
    assert.ok(losses[100] > 1000 * losses[0]);
    await figure.click('.chip:nth-of-type(4)');
    assert.deepEqual(await outcomes(), ['diverges', 'diverges', 'diverges']);
    await figure.click('.chip:nth-of-type(1)');
    assert.deepEqual(await outcomes(), ['stable', 'stable', 'stable']);
    await silent();
  });

  test('overflow is named with its method and step', async () => {
    await open({ 'learning-rate': 50, steps: 400 });
    const message = await figure.words('.message');
    const [step] = await figure.run((figure) => [figure.trajectory.sgd.findIndex((/** @type {any} */ { loss }) => !Number.isFinite(loss))]);
    assert.ok(step > 0);
    assert.ok(message.includes('SGD, B = 1') && message.includes(`at step ${step}.`), message);
    assert.equal(await figure.words('.verdict'), 'diverges');
    await silent();
  });

  test('the legend switches methods on and off', async () => {
    await open();
    const pressed = () => figure.run((figure) => [...figure.shadowRoot.querySelectorAll('.method')].map((button) => button.getAttribute('aria-pressed')));
    assert.deepEqual(await pressed(), ['true', 'true', 'true']);
    await figure.click('.method-sgd');
    await figure.words('.verdict');
    assert.deepEqual(await pressed(), ['true', 'true', 'false']);
    assert.equal((await rowsOf('sgd')).length, 51, 'the trajectory is told all the same');
    await silent();
  });

  test('attributes hold in whatever order they are written; a batch follows fewer samples', async () => {
    await open();
    const seen = await page.run(async () => {
      const host = document.createElement('div');
      document.body.append(host);
      const settings = Object.entries({
        'batch-size': 500, step: 7, axis: 'epochs', sampling: 'epoch', samples: 1000, noise: 0.1, 'data-seed': 3, seed: 4, steps: 9, 'learning-rate': 0.2,
      });
      const all = [];
      for (const order of [settings, [...settings].reverse()]) {
        const figure = /** @type {any} */ (document.createElement('minibatch-sgd'));
        for (const [name, value] of order) figure.setAttribute(name, String(value));
        host.replaceChildren(figure);
        all.push([figure.batchSize, figure.step, figure.axis, figure.sampling, figure.samples, figure.noise, figure.dataSeed, figure.seed, figure.steps, figure.learningRate].join());
      }
      const figure = /** @type {any} */ (host.firstChild);
      figure.samples = 20;
      all.push([figure.batchSize, figure.getAttribute('batch-size')].join());
      figure.addSample(0.5, 1);
      figure.noise = 0.3;
      all.push([figure.samples, figure.getAttribute('samples')].join());
      figure.reset();
      all.push([figure.samples, figure.batchSize, figure.noise].join());
      host.remove();
      return all;
    });
    assert.deepEqual(seen, ['500,7,epochs,epoch,1000,0.1,3,4,9,0.2', '500,7,epochs,epoch,1000,0.1,3,4,9,0.2', '20,20', '20,20', '1000,500,0.1']);
    await silent();
  });

  test('bad values are refused in the reader\'s language, and the state is kept', async () => {
    await open({}, 'ja');
    const refused = await figure.run(async (figure) => {
      const message = figure.shadowRoot.querySelector('.message');
      const names = ['samples', 'noise', 'dataSeed', 'learningRate', 'batchSize', 'seed', 'sampling', 'steps', 'axis', 'step'];
      const state = () => JSON.stringify(names.map((name) => figure[name]));
      const before = state();
      const failures = [];
      const numbers = ['abc', '', NaN, -1, Infinity, '1e999', null, undefined, {}, [], true];
      for (const [property, values] of /** @type {[string, unknown[]][]} */ ([
        ['samples', [...numbers, 0, 1, 2.5, 1_000_001]], ['noise', [...numbers, 1e10]], ['dataSeed', [...numbers, 0.5, 2 ** 32]],
        ['learningRate', numbers], ['batchSize', [...numbers, 0, 101, 1.5]], ['seed', [...numbers, 2 ** 32]],
        ['sampling', ['', 'none', 3, null, {}, Symbol('s')]], ['steps', [...numbers, 0, 10001]], ['axis', ['x', null]], ['step', ['x', -1, 0.5]],
      ])) {
        for (const value of values) {
          figure[property] = value;
          await new Promise(requestAnimationFrame);
          if (state() !== before) failures.push(`${property} = ${String(value)}: ${state()}`);
          if (!/使えません/.test(message.textContent)) failures.push(`${property} = ${String(value)}: "${message.textContent}"`);
        }
        figure[property] = figure[property];
      }
      for (const sample of [[NaN, 1], [1, Infinity], ['x', 2], [1e10, 0], []]) if (figure.addSample(...sample)) failures.push(`added ${sample}`);
      for (const index of [-1, 100, 0.5, NaN, 'x', 2 ** 40, Symbol('x'), Object.create(null)]) if (figure.removeSample(index)) failures.push(`removed ${typeof index}`);
      if (state() !== before) failures.push(`samples changed: ${state()}`);
      return failures;
    });
    assert.deepEqual(refused, []);
    await silent();
  });

  test('an attribute that is refused leaves the value in force in the field', async () => {
    await open({ 'batch-size': 1000, noise: 'much' });
    const values = await figure.run(({ shadowRoot }) => ['batch-size', 'noise'].map((name) => shadowRoot.querySelector(`.control-${name} .number`).value));
    assert.deepEqual(values, ['8', '0.3']);
    assert.match(await figure.words('.message'), /was not accepted/);
    await silent();
  });

  test('samples that share one x: no single minimum, and the figure says so', async () => {
    await open({ samples: 2, 'batch-size': 1 });
    await figure.run((figure) => {
      figure.addSample(0.5, 1);
      figure.addSample(0.5, 2);
      figure.removeSample(0);
      figure.removeSample(0);
    });
    assert.match(await figure.words('.message'), /no single minimum/);
    assert.equal(await figure.run((figure) => figure.removeSample(0)), false, 'two must stay');
    assert.match(await figure.words('.message'), /was not removed/);
    await silent();
  });

  test('a million samples: it says that it is computing, and comes to an end', async () => {
    await open({ samples: 1_000_000, 'batch-size': 32, steps: 200 });
    assert.deepEqual(await figure.read('samples', 'batchSize'), { samples: 1_000_000, batchSize: 32 });
    await figure.waitFor((figure) => figure.isComplete);
    assert.equal((await rowsOf('mini')).length, 201);
    await figure.run((figure) => { figure.batchSize = 1_000_000; });
    await figure.waitFor(({ shadowRoot }) => /^Still computing: step \d+ of 200\b/.test(shadowRoot.querySelector('.message').textContent));
    const grown = await figure.run((figure) => {
      figure.sampling = 'epoch';
      figure.noise = 0.5;
      return /** @type {any} */ (window.__probe).memory / 2 ** 20;
    });
    assert.ok(grown > 16 && grown <= 64, `${grown} MiB of memory`);
    await silent();
  });

  test('no control moves while η is dragged', async () => {
    await open();
    const places = await figure.placesWhileDragged(2.5, 0.05);
    assert.equal(places.length, 1, places.join(' | '));
  });

  test('a panic loses nothing that was set, nor the samples that came and went', async () => {
    await open({ 'learning-rate': 0.3, step: 10 });
    const before = await figure.run((figure) => {
      figure.addSample(0.5, -1);
      figure.removeSample(3);
      return JSON.stringify([figure.samples, figure.step, figure.trajectory.mini]);
    });
    await figure.run((figure) => {
      figure._call(() => { throw new WebAssembly.RuntimeError('unreachable'); });
    });
    await figure.click('.failure button');
    const after = await figure.run((figure) => {
      return JSON.stringify([figure.samples, figure.step, figure.trajectory.mini]);
    });
    assert.equal(after, before);
  });
});
