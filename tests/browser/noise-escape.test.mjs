// <noise-escape> on the built page, by real pointers and keys, in every engine.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inEveryEngine } from './fixture.mjs';
import { fromHex } from './hex.mjs';

const reference = JSON.parse(readFileSync(new URL('../reference/escape.json', import.meta.url), 'utf8'));

inEveryEngine('noise-escape', ({ test, page, server, open: openOne, figure: figureOf, silent }) => {
  const TAG = 'noise-escape';
  const figure = figureOf(TAG);
  /** Opens the figure and waits until its runs are counted. */
  const open = async (/** @type {Record<string, string | number>} */ settings = {}, lang = 'en') => {
    await openOne(TAG, { ...settings, lang });
    await counted();
  };
  const counted = () => figure.waitFor(({ runs, runsDone }) => runsDone === runs);
  const label = (/** @type {string} */ plane) => figure.run((figure, plane) => figure
    .shadowRoot.querySelector(`.plane-${plane} [role=img]`).getAttribute('aria-label'), plane);
  /** x and y of each step; as texts on the way, for geckodriver rounds some numbers in the last bit. */
  const rowsOf = async () => (await figure.run((figure) => figure
    .trajectory.map((/** @type {any} */ { x, y }) => [x, y].map(String)))).map((/** @type {any} */ row) => row.map(Number));

  test('the run shown is NumPy\'s, bit for bit: the reference, read from the page', async () => {
    await open();
    let compared = 0;
    for (const { learning_rate: learningRate, batch_size: batchSize, steps, seed, x, y } of reference) {
      await figure.set({ learningRate, batchSize, steps, seed });
      const rows = await rowsOf();
      assert.equal(rows.length, steps + 1);
      assert.equal(rows[0][0], -1.5);
      const value = (/** @type {string} */ text) => ({ inf: Infinity, '-inf': -Infinity, nan: NaN })[text] ?? fromHex(text);
      for (const [step, row] of rows.slice(1).entries()) {
        assert.deepEqual(row, [value(x[step]), value(y[step])], `η = ${learningRate}, B = ${batchSize}, step ${step + 1}`);
        compared += 2;
      }
    }
    assert.ok(compared > 1000, `${compared} values`);
    await silent();
  });

  test('starts on single samples, counts a thousand runs and is quiet then', async () => {
    await open();
    assert.deepEqual(await figure.read('learningRate', 'batchSize', 'steps', 'seed', 'runs', 'step', 'runsDone', 'status'), { learningRate: 0.1, batchSize: 1, steps: 200, seed: 1, runs: 1000, step: 200, runsDone: 1000, status: 'leaves' });
    const escaped = await figure.get('escaped');
    const error = Math.sqrt(escaped * (1 - escaped) / 1000);
    assert.ok((await figure.words('.facts')).includes(`in the deep well: ${Number((100 * escaped).toFixed(1))} ± ${Number((100 * error).toFixed(1))} % of 1000 runs`), await figure.words('.facts'));
    await page.rests();
    await silent();
  });

  test('any run of the count is a run of its own: seed + r', async () => {
    await open({ runs: 40 });
    const escaped = await figure.get('escaped');
    const statuses = await page.run(() => Array.from({ length: 40 }, (_, run) => {
      const one = /** @type {any} */ (document.createElement('noise-escape'));
      one.seed = 1 + run;
      return one.status;
    }));
    assert.equal(statuses.filter((status) => status === 'leaves').length, Math.round(40 * escaped));
    assert.ok(escaped > 0 && escaped < 1);
  });

  test('the count begins anew and rises to all runs while η is dragged and after', async () => {
    await open({ runs: 10_000, steps: 1000 });
    const range = '.control-learning-rate .range';
    await figure.run((figure) => {
      /** @type {[number, number, string][]} */
      const log = [];
      Object.assign(window, { countLog: log });
      const watch = () => {
        log.push([figure.learningRate, figure.runsDone, figure.shadowRoot.querySelector('.facts').textContent]);
        /** @type {any} */ (window).watching = requestAnimationFrame(watch);
      };
      watch();
    });
    await page.drag([await figure.point(range, 0.25), await figure.point(range, 0.5)], { steps: 20, pause: 34 });
    await counted();
    await figure.words('.facts');
    const log = await page.run(() => {
      cancelAnimationFrame(/** @type {any} */ (window).watching);
      return /** @type {any} */ (window).countLog;
    });
    const rates = new Set(log.map((/** @type {any} */ [rate]) => rate));
    assert.ok(rates.size >= 4, `${rates.size} learning rates were seen`);
    const last = log.filter((/** @type {any} */ [rate]) => rate === log.at(-1)[0]).map((/** @type {any} */ [, done]) => done);
    assert.ok(last.every((/** @type {any} */ done, /** @type {any} */ at) => at === 0 || done >= last[at - 1]), 'it only rises');
    assert.ok(new Set(last).size >= 4 && last.at(-1) === 10_000, `frame by frame: ${last.slice(0, 20)} … ${last.at(-1)}`);
    assert.ok(log.some((/** @type {any} */ [, , facts]) => / of \d[\d ]* \/ 10 000 runs/.test(facts)), 'the count so far is told');
    await silent();
  });

  test('the presets do what they say, read from the page, over several seeds', async () => {
    await open();
    const outcome = async (/** @type {number} */ chip, /** @type {number} */ seed) => {
      await figure.click(`.presets .chip:nth-of-type(${chip})`);
      await figure.set({ seed });
      await counted();
      const diverged = /(\d+) runs diverged/.exec(await label('ends'));
      return [(await figure.get('escaped')), Number(diverged?.[1])];
    };
    for (const seed of [1, 50_000]) {
      const [most, none] = [await outcome(1, seed), await outcome(2, seed)];
      assert.match(await figure.words('.caption'), /not one run leaves, at any η of this slider/);
      assert.equal((await figure.get('batchSize')), 64);
      assert.deepEqual(none, [0, 0]);
      assert.ok(most[0] > 0.5 && most[1] === 0, `${most}`);
      const few = await outcome(3, seed);
      assert.match(await figure.words('.caption'), /at most one run in a hundred leaves/);
      assert.ok(few[0] <= 0.01 && few[1] === 0, `${few}`);
      const blown = await outcome(4, seed);
      assert.ok(blown[1] > 990, `${blown}`);
    }
    assert.equal(await figure.words('.verdict'), 'diverges');
    assert.match(await figure.words('.plane-ends .title'), /diverged →/);
    const pressed = await figure.run((figure) => [...figure.shadowRoot.querySelectorAll('.chip[aria-pressed]')].map((chip) => chip.getAttribute('aria-pressed')));
    assert.deepEqual(pressed, ['false', 'false', 'false', 'true']);
    await silent();
  });

  test('a run that diverges says where it overflowed, and nothing is clamped', async () => {
    await open({ 'learning-rate': 0.4 });
    const rows = await rowsOf();
    const step = rows.findIndex((/** @type {any} */ [, y]) => !Number.isFinite(y));
    assert.ok(step > 0 && (await figure.words('.facts')).includes(`y overflows at step ${step}`), await figure.words('.facts'));
    assert.ok(rows.slice(0, step).some((/** @type {any} */ [x]) => Math.abs(x) > 1000));
    assert.equal(await figure.get('status'), 'diverges');
    await silent();
  });

  test('plays, scrubs and steps', async () => {
    await open();
    assert.match(await figure.words('.facts'), /step 200 \/ 200\b/);
    await figure.click('.button-play');
    await figure.waitFor((figure) => figure.step >= 3);
    await figure.click('.button-play');
    const step = await figure.get('step');
    assert.ok(step >= 3 && step < 200);
    await figure.click('.button-back');
    assert.equal(await figure.get('step'), step - 1);
    await figure.click('.slider-scrub .range', 0.5);
    assert.deepEqual(await figure.read('step', 'runsDone'), { step: 100, runsDone: 1000 }, 'the count stays');
    const [row, before] = [(await rowsOf())[100], (await rowsOf())[99]];
    const numbers = await figure.words('.numbers');
    assert.ok(numbers.endsWith(row[0].toFixed(4).replace('-', '−').replace(/0+$/, '')), `${numbers}, ${row}`);
    assert.ok(numbers.includes(before[0].toFixed(4).replace('-', '−').replace(/0+$/, '')), `${numbers}, ${before}`);
    await silent();
  });

  test('keys move η and B, and the screen reader hears how the count ended', async () => {
    await open();
    const focus = (/** @type {string} */ part) => figure.run((figure, part) => figure.shadowRoot.querySelector(part).focus(), part);
    await focus('.control-learning-rate .range');
    await figure.press('ArrowRight', 'ArrowRight');
    assert.equal(await figure.get('learningRate'), 0.12);
    await focus('.control-batch-size .range');
    await figure.press('ArrowRight', 'PageUp');
    assert.equal(await figure.get('batchSize'), 4);
    await figure.press('End');
    assert.equal(await figure.get('batchSize'), 64, 'the slider ends at N');
    await counted();
    const told = await figure.words('.announcement');
    assert.match(told, /batches of 64 of 64 samples, learning rate 0\.12, 200 steps: this run stays\. .*Of 1000 runs, 0 % ended in the deep well, with a standard error of 0 %; 0 runs diverged, 1000 ended in the shallow well\./);
    assert.match(await figure.words('.facts'), /B = N: all samples/);
    await silent();
  });

  test('attributes hold in whatever order they are written', async () => {
    await open();
    const seen = await page.run(() => {
      const settings = Object.entries({ runs: 12, step: 7, seed: 4294967295, steps: 9, 'batch-size': 64, 'learning-rate': 0.2 });
      return [settings, [...settings].reverse()].map((order) => {
        const figure = /** @type {any} */ (document.createElement('noise-escape'));
        for (const [name, value] of order) figure.setAttribute(name, String(value));
        document.body.append(figure);
        const all = [figure.runs, figure.step, figure.seed, figure.steps, figure.batchSize, figure.learningRate].join();
        figure.removeAttribute('batch-size');
        figure.removeAttribute('step');
        figure.removeAttribute('runs');
        const unset = [figure.batchSize, figure.step, figure.runs].join();
        figure.reset();
        figure.remove();
        return [all, unset];
      });
    });
    assert.deepEqual(seen, [['12,7,4294967295,9,64,0.2', '1,9,1000'], ['12,7,4294967295,9,64,0.2', '1,9,1000']]);
    await silent();
  });

  test('properties answer at once, also off the page', async () => {
    await open();
    const answer = await page.run(() => {
      const figure = /** @type {any} */ (document.createElement('noise-escape'));
      figure.batchSize = 64;
      const told = [figure.status, figure.escaped, figure.runsDone, figure.trajectory.length];
      figure.learningRate = 0.4;
      figure.batchSize = 1;
      return [...told, figure.status, figure.escaped, figure.runsDone];
    });
    assert.deepEqual(answer, ['stays', 0, 1, 201, 'diverges', 0, 1]);
  });

  for (const [lang, refusal] of /** @type {const} */ ([['ja', '使えません'], ['en', 'was not accepted']])) {
    test(`bad values are refused in the reader's language (${lang}), and the state is kept`, async () => {
      await open({}, lang);
      const refused = await figure.run(async (figure, refusal) => {
        const message = figure.shadowRoot.querySelector('.message');
        const attributes = { learningRate: 'learning-rate', batchSize: 'batch-size', steps: 'steps', seed: 'seed', runs: 'runs', step: 'step' };
        const state = () => JSON.stringify(Object.keys(attributes).map((name) => figure[name]));
        const before = state();
        const failures = [];
        const numbers = ['abc', '', NaN, -1, Infinity, '1e999', null, undefined, {}, [], true];
        for (const [property, values] of /** @type {[keyof typeof attributes, unknown[]][]} */ ([
          ['learningRate', numbers], ['batchSize', [...numbers, 0, 65, 1.5, 1e300]], ['steps', [...numbers, 0, 10_001]],
          ['seed', [...numbers, 2 ** 32, 0.5]], ['runs', [...numbers, 0, 10_001, 2.5]], ['step', ['x', -1, 0.5, NaN]],
        ])) {
          for (const value of values) {
            for (const way of ['property', 'attribute']) {
              if (way === 'property') figure[property] = value;
              else figure.setAttribute(attributes[property], /** @type {any} */ (value));
              await new Promise(requestAnimationFrame);
              if (state() !== before) failures.push(`${way} ${property} = ${String(value)}: ${state()}`);
              if (!message.textContent.includes(refusal)) failures.push(`${way} ${property} = ${String(value)}: "${message.textContent}"`);
            }
          }
          figure[property] = figure[property];
        }
        return failures;
      }, refusal);
      assert.deepEqual(refused, []);
      await silent();
    });
  }

  test('hostile addresses give a working figure', async () => {
    for (const settings of /** @type {Record<string, string | number>[]} */ ([
      { 'learning-rate': '%00', runs: '<b>' }, { 'batch-size': '1e309', steps: '-1', seed: '4294967296' },
      { 'learning-rate': 1e308, steps: 10_000 }, { 'learning-rate': 5e-324, step: 'NaN' },
    ])) {
      await open(settings);
      const { learningRate: rate, batchSize: size, steps, runsDone: done } = await figure.read('learningRate', 'batchSize', 'steps', 'runsDone');
      assert.ok(Number.isFinite(rate) && size === 1 && steps >= 1 && done === 1000, JSON.stringify(settings));
      await silent();
    }
  });

  test('no control moves while η is dragged', async () => {
    await open();
    const places = await figure.placesWhileDragged(0.4, 0.02);
    assert.equal(places.length, 1, places.join(' | '));
  });

  test('no page scrolls sideways, and the room kept for the figure is what it takes', async () => {
    for (const width of [320, 360, 390, 480, 560, 640, 680, 768, 900, 1280]) {
      await page.openFramed(server.url('/?lang=en'), { width, height: 900 });
      // It is far below, and has not started.
      const kept = await page.run(() => /** @type {any} */ (document.querySelector('noise-escape:not(:state(live))')).getBoundingClientRect().height);
      await figure.shows();
      await figure.drawn();
      const [across, height] = await page.run(() => {
        const figure = /** @type {any} */ (document.querySelector('noise-escape:state(live)'));
        return [document.documentElement.scrollWidth, figure.getBoundingClientRect().height];
      });
      assert.ok(across <= width, `${across} at ${width}`);
      assert.ok(Math.abs(height - kept) <= 0.08 * height, `${height}, and ${kept} were kept, at ${width}`);
    }
  });

  test('moving the element in the document keeps its state and its count', async () => {
    await open();
    const kept = await figure.run(async (figure) => {
      figure.batchSize = 2;
      document.querySelector('footer')?.append(figure);
      figure.scrollIntoView();
      while (figure.runsDone < figure.runs) await new Promise(requestAnimationFrame);
      const first = figure.escaped;
      document.querySelector('main')?.prepend(figure);
      figure.scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return [figure.batchSize, figure.runsDone, figure.escaped === first, figure.getAttribute('batch-size')];
    });
    assert.deepEqual(kept, [2, 1000, true, '2']);
    await silent();
  });

  test('a panic ends the figure, and a button restarts it with its settings', async () => {
    await open({ 'batch-size': 4 });
    await figure.run((figure) => {
      figure._call(() => { throw new WebAssembly.RuntimeError('unreachable'); });
    });
    assert.deepEqual(await figure.read('status', 'escaped'), { status: null, escaped: null });
    // The page has become shorter and comes to rest.
    await figure.words('.failure');
    await figure.click('.failure button');
    await counted();
    assert.deepEqual(await figure.read('batchSize', 'status'), { batchSize: 4, status: 'stays' });
  });
});
