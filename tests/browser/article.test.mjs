// The page as an article: what its text claims holds, its links and questions do what they say, the address keeps the state.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

inEveryEngine('the article', ({ engine, test, page, server, serve, openArticle, silent }) => {
  const open = (query = '', from = server) => openArticle(query, 'gradient-descent', { from });
  const read = (/** @type {string} */ id, /** @type {string[]} */ ...names) => page.run(
    (id, names) => names.map((/** @type {any} */ name) => /** @type {any} */ (document.getElementById(id))[name]), id, names,
  );
  /** Clicks the link whose text is given, in the language shown. */
  const follow = async (/** @type {string} */ text) => {
    const found = await page.run((text) => {
      const link = [...document.querySelectorAll('main a')].find((link) => link.checkVisibility() && link.textContent?.replace(/\s+/g, ' ').trim() === text);
      /** @type {HTMLElement | undefined} */ (link)?.click();
      return link !== undefined;
    }, text);
    assert.ok(found, `there is a link "${text}"`);
  };
  /** Answers the question after a figure; returns what is said. */
  const answer = (/** @type {string} */ id, /** @type {number} */ at) => page.run(async (id, at) => {
    const ask = /** @type {Element} */ (document.getElementById(id)?.nextElementSibling);
    /** @type {HTMLElement} */ (ask.querySelectorAll('button')[at]).click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const said = [...ask.querySelectorAll('.reply span')].find((words) => words.checkVisibility());
    return { judged: /** @type {HTMLElement} */ (said).dataset.judged, text: said?.textContent?.replace(/\s+/g, ' ').trim() };
  }, id, at);
  const last = (/** @type {string} */ id) => page.run((id) => {
    const { trajectory } = /** @type {any} */ (document.getElementById(id));
    return (trajectory.mini ? trajectory : { mini: trajectory }).mini.at(-1);
  }, id);

  test('four learning rates: near, hardly away, as far after a hundred steps, and farther out', async () => {
    await open();
    const ends = [];
    for (const link of ['η = 0.1', 'η = 0.01', 'a hundred of them', 'η = 1.1']) {
      if (link === 'η = 0.1') await page.run(() => /** @type {HTMLElement} */ (document.querySelector('a[href*="rate.learning-rate=0.1&"]')).click());
      else await follow(link);
      ends.push([...await read('rate', 'learningRate', 'steps'), (await last('rate')).x]);
    }
    assert.deepEqual(ends.map(([rate, steps]) => [rate, steps]), [[0.1, 10], [0.01, 10], [0.01, 100], [1.1, 10]]);
    const [near, hardly, hundred, far] = ends.map(([, , x]) => Math.abs(x));
    assert.ok(near < 0.5 && hardly > 0.8 * 3 && Math.abs(hundred - near) < 0.1 && far > 3, ends.join());
    await silent();
  });

  test('½, 1 and beyond: each link shows what the text says', async () => {
    await open();
    const seen = [];
    for (const link of ['η = ½', 'swings from side to side', 'η = 1', 'try η = 1.1']) {
      await follow(link);
      const xs = await page.run(() => /** @type {any} */ (document.getElementById('limits')).trajectory.map((/** @type {any} */ { x }) => x));
      seen.push([...await read('limits', 'status'), xs]);
    }
    const [half, swings, cycle, beyond] = seen;
    assert.equal(half[0], 'one-step');
    assert.equal(half[1][1], 0);
    assert.equal(swings[0], 'alternating');
    assert.ok(swings[1].every((/** @type {any} */ x, /** @type {any} */ at) => at === 0 || (x * swings[1][at - 1] < 0 && Math.abs(x) < Math.abs(swings[1][at - 1]))));
    assert.equal(cycle[0], 'cycle');
    assert.deepEqual([...new Set(cycle[1])], [-3, 3]);
    assert.equal(beyond[0], 'diverging');
    const strides = beyond[1].slice(1).map((/** @type {any} */ x, /** @type {any} */ at) => Math.abs(x - beyond[1][at]));
    assert.ok(strides.every((/** @type {any} */ stride, /** @type {any} */ at) => at === 0 || stride > strides[at - 1]), 'every step is longer');
    await silent();
  });

  test('all samples, some, or one: all come down at 0.1, SGD alone blows up at 1.6', async () => {
    await open();
    const outcome = async () => page.run(() => {
      const { trajectory } = /** @type {any} */ (document.getElementById('batches'));
      return ['full', 'mini', 'sgd'].map((method) => trajectory[method].at(-1).loss / trajectory[method][0].loss);
    });
    await page.run(() => /** @type {HTMLElement} */ (document.querySelector('a[href="?batches.learning-rate=0.1#batches"]')).click());
    assert.ok((await outcome()).every((share) => share < 0.1));
    await page.run(() => /** @type {HTMLElement} */ (document.querySelector('a[href*="batches.learning-rate=1.6"]')).click());
    const [full, , sgd] = await outcome();
    assert.ok(full < 0.1 && sgd > 1000, `${full} ${sgd}`);
    // The samples' limits: it is the farthest one that sets that of SGD.
    const [limit, sgdLimit] = await read('batches', 'limit', 'sgdLimit');
    assert.ok(sgdLimit < 1.6 && limit > 1.6);
    await silent();
  });

  test('what a step costs: alike by updates; by sample gradients the full batch has hardly begun', async () => {
    await open();
    const { updates, full, mini } = await page.run(() => {
      const { trajectory, samples, batchSize } = /** @type {any} */ (document.getElementById('cost'));
      const losses = (/** @type {any} */ method) => trajectory[method].map((/** @type {any} */ { loss }) => loss);
      const spent = 50 * batchSize;
      return { updates: ['full', 'mini', 'sgd'].map((method) => losses(method)[50]), full: losses('full')[Math.floor(spent / samples)] / losses('full')[0], mini: losses('mini')[50] / losses('mini')[0] };
    });
    assert.ok(Math.max(...updates) < 1.5 * Math.min(...updates), updates.join());
    assert.ok(full > 0.5 && mini < 0.1, `${full} of the loss is left, and ${mini}`);
    await follow('by updates');
    assert.deepEqual(await read('cost', 'axis'), ['updates']);
    await follow('by sample gradients');
    assert.deepEqual(await read('cost', 'axis'), ['gradients']);
    await silent();
  });

  test('a way out: the links show what the thousand runs come to', async () => {
    await open();
    await page.run(() => document.getElementById('escape')?.scrollIntoView());
    const share = async () => {
      await page.waitFor(() => {
        const { runs, runsDone } = /** @type {any} */ (document.getElementById('escape'));
        return runsDone === runs;
      });
      return (await read('escape', 'escaped'))[0];
    };
    await follow('The full batch');
    assert.equal(await share(), 0);
    await follow('B = 1');
    const one = await share();
    assert.ok(one > 0.5, `${one}`);
    await follow('too small an η');
    assert.ok(await share() < 0.02);
    const said = await answer('escape', 2);
    assert.equal(said.judged, 'Yes.');
    assert.deepEqual(await read('escape', 'batchSize', 'learningRate'), [4, 0.1]);
    assert.ok(await share() < one);
    await silent();
  });

  test('online learning: a sample added moves the minimum, the steps made stay', async () => {
    await open();
    const state = () => page.run(() => {
      const figure = /** @type {any} */ (document.getElementById('online'));
      return { samples: figure.samples, step: figure.step, minimum: [...figure._model.minimum], made: figure.trajectory.mini.slice(0, 21).map((/** @type {any} */ { w, b }) => [w, b]), after: figure.trajectory.mini.slice(21) };
    });
    const before = await state();
    assert.deepEqual([before.samples, before.step], [20, 20]);
    await follow('add one far down on the right');
    const after = await state();
    assert.deepEqual([after.samples, after.step], [21, 20]);
    assert.ok(after.minimum[0] < before.minimum[0], 'the slope shrinks');
    assert.deepEqual(after.made, before.made);
    assert.notDeepEqual(after.after, before.after);
    const said = await answer('online', 1);
    assert.equal(said.judged, 'Yes.');
    assert.equal((await state()).samples, 21, 'a link begins from what the author wrote');
    await follow('Play');
    await page.waitFor(() => /** @type {any} */ (document.getElementById('online')).step > 21);
    await silent();
  });

  test('questions judge kindly, show the answer in the figure, and remember nothing', async () => {
    await open();
    /** What the right answers claim, read from the figures. */
    const right = [
      ['slope', 1, /= −2\.4\.$/], ['rate', 1, /takes 397 of them/], ['limits', 0, /a little more than 2/], ['batches', 0, /full batch arrives/], ['cost', 1, /\b96 sample gradients/], ['hardware', 0, /last word/],
    ];
    for (const [id, at, words] of right) {
      const other = await answer(String(id), Number(at) === 0 ? 1 : 0);
      assert.equal(other.judged, 'Not quite.');
      const said = await answer(String(id), Number(at));
      assert.equal(said.judged, 'Yes.');
      assert.match(String(said.text), /** @type {RegExp} */ (words));
    }
    const numbers = await page.run(() => {
      const [slope, rate, limits, batches, cost] = /** @type {any[]} */ (['slope', 'rate', 'limits', 'batches', 'cost'].map((id) => document.getElementById(id)));
      const ends = ['full', 'mini', 'sgd'].map((method) => batches.trajectory[method].at(-1).loss - batches._model.minimumLoss);
      return {
        step: slope.trajectory[slope.step], arrived: rate.trajectory.findIndex((/** @type {any} */ { x }) => Math.abs(x) < 0.001),
        doubled: limits.trajectory.findIndex((/** @type {any} */ { x }) => Math.abs(x) > 6), at: limits.step, ends, batchSize: batches.batchSize, spent: cost._model.sampleGradients,
      };
    });
    assert.equal(numbers.step.step, 1);
    assert.ok(Math.abs(numbers.step.x + 2.4) < 1e-12);
    assert.deepEqual([numbers.arrived, numbers.doubled, numbers.at, numbers.batchSize, numbers.spent], [397, 4, 4, 32, 96]);
    assert.ok(numbers.ends[0] < numbers.ends[1] && numbers.ends[1] < numbers.ends[2], numbers.ends.join());
    await open();
    assert.equal(await page.run(() => document.querySelectorAll('[aria-pressed="true"].ask, .ask [aria-pressed="true"], .reply:not([hidden])').length), 0);
    await silent();
  });

  test('the address keeps the state of every figure, and a link to it brings it back', async () => {
    await open('lang=ja');
    const settings = { slope: { learningRate: 0.75, start: 4 }, limits: { learningRate: 0.9 }, batches: { batchSize: 3, sampling: 'epoch' }, escape: { batchSize: 2 } };
    await page.run((settings) => {
      for (const [id, values] of Object.entries(settings)) {
        const figure = /** @type {any} */ (document.getElementById(id));
        // As the reader does: an input, and then the change.
        for (const [name, value] of Object.entries(values)) figure._call(() => { figure[name] = value; });
        figure.dispatchEvent(new CustomEvent('figure-change'));
      }
    }, settings);
    const address = await page.run(() => location.search);
    assert.match(address, /[?&]slope\.learning-rate=0\.75(&|$)/);
    assert.match(address, /[?&]batches\.sampling=epoch(&|$)/);
    await open(address);
    for (const [id, values] of Object.entries(settings)) assert.deepEqual(await read(id, ...Object.keys(values)), Object.values(values), id);
    assert.equal(await page.run(() => document.documentElement.lang), 'ja');
    // A figure that is as its author wrote it leaves nothing in the address.
    await page.run(() => {
      const slope = /** @type {any} */ (document.getElementById('slope'));
      for (const name of ['learning-rate', 'start']) slope.removeAttribute(name);
      slope.dispatchEvent(new CustomEvent('figure-change'));
    });
    assert.doesNotMatch(await page.run(() => location.search), /slope/);
    await silent();
  });

  test.alone('the text is there before any module, however long that takes', async () => {
    const late = await serve({ override: (path) => (/figures\.js|\.wasm$/.test(path) ? { delay: 2500 } : undefined) });
    await page.open(late.url('/?lang=ja'));
    const seen = await page.run(() => ({
      text: [...document.querySelectorAll('h1, h2, main > p')].filter((part) => part.checkVisibility()).length,
        all: document.querySelectorAll('h1:lang(ja), h2:lang(ja), main > p:lang(ja)').length,
      module: /** @type {PerformanceResourceTiming | undefined} */ (performance.getEntriesByType('resource').find(({ name }) => name.endsWith('figures.js')))?.responseEnd ?? 0,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }));
    assert.ok(seen.text > 15 && seen.text === seen.all && seen.module > 2400, JSON.stringify(seen));
    assert.ok(seen.painted > 0 && seen.painted < 2000, `first text after ${seen.painted} ms`);
    await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    await silent();
  });

  if (engine === 'chromium') {
    test('the layout does not shift, by the browser\'s own account', async () => {
      for (const width of [360, 768, 1280]) {
        await page.cdp('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
        await open('lang=ja');
        const shift = await page.run(async () => {
          for (const figure of document.querySelectorAll('main > *')) {
            figure.scrollIntoView();
            await new Promise((resolve) => setTimeout(resolve, 40));
          }
          let sum = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of /** @type {any[]} */ (list.getEntries())) sum += entry.value;
          });
          observer.observe({ type: 'layout-shift', buffered: true });
          await new Promise((resolve) => setTimeout(resolve, 300));
          return sum;
        });
        assert.ok(shift < 0.02, `the layout shifted by ${shift} at ${width} px`);
      }
    });
  }

  test('nothing in view moves while the figures come, in either language', async () => {
    for (const lang of ['en', 'ja']) {
      await open(`lang=${lang}`);
      const { moved, seen } = await page.run(async () => {
        /** Where the text in view is, by its place in the page. */
        const tops = () => new Map([...document.querySelectorAll('h2, .ask, main > p')].flatMap((part, at) => {
          const { top, bottom } = part.getBoundingClientRect();
          return part.checkVisibility() && bottom > 0 && top < innerHeight ? [[at, top]] : [];
        }));
        const moved = [];
        const seen = new Set();
        for (let at = 0; at < document.documentElement.scrollHeight - innerHeight; at += 160) {
          scrollTo({ top: at, behavior: 'instant' });
          const before = tops();
          await new Promise((resolve) => setTimeout(resolve, 50));
          for (const [part, top] of tops()) {
            seen.add(part);
            if (before.has(part)) moved.push(Math.abs(top - /** @type {number} */ (before.get(part))));
          }
        }
        return { moved, seen: seen.size };
      });
      assert.ok(moved.length > 50 && seen > 20, `${moved.length} looks at ${seen} parts`);
      assert.ok(Math.max(...moved) <= 2, `${lang}: ${moved.filter((way) => way > 2).join()}`);
    }
    await silent();
  });
});
