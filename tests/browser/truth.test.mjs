// What the figures say agrees with itself: with each other's words, with the address, with what was done last.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

inEveryEngine('truth', ({ test, page, serve, open, openArticle, silent }) => {
  test('E and the least are of the same samples, at every step, whatever comes and goes', async () => {
    const figure = await open('minibatch-sgd', { samples: 20, 'batch-size': 4, steps: 60, step: 20 });
    const seen = await figure.run(async (figure) => {
      const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const number = (/** @type {string} */ text) => Number(text.replace('×10', 'e').replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/g, (c) => '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'.indexOf(c) === 10 ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).replace('−', '-'));
      const lines = [];
      for (const act of [() => figure.addSample(0.9, -3), () => { figure.step = 5; }, () => figure.removeSample(0), () => figure.addSample(-0.8, 6), () => { figure.step = 40; }, () => figure.removeSample(19)]) {
        act();
        await frames();
        const text = figure.shadowRoot.querySelector('.equation').textContent.replace(/\s+/g, ' ');
        const [, loss, least] = text.match(/E [=≈] (\S+) \(least (\S+)\)/);
        const { mini } = figure.trajectory;
        lines.push({ text, loss: number(loss), least: number(least), lowest: Math.min(...mini.map((/** @type {any} */ row) => row.loss)), there: mini[figure.step].loss });
      }
      return lines;
    });
    assert.equal(seen.length, 6);
    for (const { text, loss, least, lowest, there } of seen) {
      assert.ok(loss >= least - 1e-4 * least, text);
      assert.ok(lowest >= least - 1e-4 * least, `${text}: the run has been at ${lowest}`);
      assert.ok(Math.abs(loss - there) <= 1e-3 * there, `${text}: the table has ${there}`);
      assert.match(text, /mini-batches, B = 4: w [=≈] \S+ b [=≈] \S+ E/, 'whose line it is');
    }
    await silent();
  });

  test('badge, map, track and sentence have one word and one colour for a status, also at η = 1', async () => {
    const figure = await open('gradient-descent', { 'learning-rate': 1 });
    const seen = await figure.run(async (figure) => {
      const { shadowRoot, _model } = figure;
      shadowRoot.querySelector('details.more').open = true;
      while (!shadowRoot.querySelector('canvas.map')) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const plot = _model.mapState.subarray(4);
      const stack = shadowRoot.querySelector('.plane-map .stack');
      const box = stack.getBoundingClientRect();
      // Where η = 1 is on the map.
      stack.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + plot[0] + (plot[2] * 1) / 1.5, clientY: box.top + plot[1] + 10, pointerType: 'mouse' }));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const badge = shadowRoot.querySelector('.verdict');
      return {
        badge: badge.textContent, tone: badge.dataset.tone, map: shadowRoot.querySelector('.readout').textContent,
        slider: shadowRoot.querySelector('.control-learning-rate .range').getAttribute('aria-valuetext'),
        sentence: shadowRoot.querySelector('.plane-curve .picture').getAttribute('aria-label'),
        zones: [...shadowRoot.querySelectorAll('.zone')].map((/** @type {any} */ zone) => zone.textContent),
        outcome: _model.outcome(1, -3).status,
      };
    });
    assert.deepEqual([seen.badge, seen.tone, seen.outcome], ['oscillates forever', 'swings', 'cycle']);
    assert.match(seen.map, /^η = (1|0\.99\d|1\.00\d), x₀ = \S+: (oscillates forever|oscillates, converges|diverges)[;.]/);
    assert.equal(seen.slider, '1: oscillates forever');
    assert.match(seen.sentence, /oscillates forever/);
    assert.deepEqual(seen.zones, ['converges', 'oscillates, converges', 'diverges']);
    for (const [tag, rates] of /** @type {[string, number[]][]} */ ([['gradient-descent', [0, 0.3, 0.5, 0.8, 1, 1.2]], ['minibatch-sgd', [0, 0.5, 1.3, 2.3]]])) {
      const other = await open(tag);
      const told = await other.run(async (figure, rates) => {
        const { shadowRoot, _model } = figure;
        shadowRoot.querySelector('details.more').open = true;
        while (!shadowRoot.querySelector('canvas.map')) await new Promise(requestAnimationFrame);
        const told = [];
        for (const rate of rates) {
          figure.learningRate = rate;
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          told.push([figure.status, _model.outcome(rate, figure.start ?? figure.batchSize).status, shadowRoot.querySelector('.verdict').textContent, shadowRoot.querySelector('.rate-handle').getAttribute('aria-valuetext')]);
        }
        return told;
      }, rates);
      for (const [status, outcome, badge, handle] of told) {
        assert.equal(outcome, status, tag);
        assert.ok(handle.endsWith(`: ${badge}`), `${tag}: ${handle}, ${badge}`);
      }
      assert.equal(new Set(told.map(([status]) => status)).size, rates.length, `${tag}: ${told}`);
    }
    await silent();
  });

  test('at η = 1 the map says what the badge says', async () => {
    const figure = await open('gradient-descent');
    const told = await figure.run(async (figure) => {
      const { shadowRoot } = figure;
      shadowRoot.querySelector('details.more').open = true;
      while (!shadowRoot.querySelector('canvas.map')) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const stack = shadowRoot.querySelector('.plane-map .stack');
      const box = stack.getBoundingClientRect();
      const told = [];
      // Pixel by pixel over the place of 1, until a setting with η = 1 is told of.
      for (let x = 0; x < box.width; x += 1) {
        stack.dispatchEvent(new PointerEvent('pointermove', { clientX: Math.ceil(box.left) + x, clientY: Math.round(box.top) + 60, pointerType: 'mouse' }));
        told.push(shadowRoot.querySelector('.readout').textContent);
      }
      return told;
    });
    for (const text of told) {
      const rate = Number(text.match(/^η = ([\d.]+),/)?.[1]);
      if (rate > 0.5 && rate < 1) assert.match(text, /: oscillates, converges;/);
      if (rate === 1) assert.match(text, /: oscillates forever;/);
      if (rate > 1) assert.match(text, /: diverges;/);
    }
    assert.ok(told.some((/** @type {string} */ text) => /: diverges/.test(text)) && told.some((/** @type {string} */ text) => /: oscillates, converges/.test(text)));
    await silent();
  });

  test.alone('the address is the state: while it plays, at its end, after a pause, a drag, a script and a reset', async () => {
    const figure = await openArticle();
    const address = (name = 'slope.step') => page.run((name) => new URLSearchParams(location.search).get(name), name);
    const soon = async (/** @type {(step: string | null) => boolean} */ isSo, name = 'slope.step') => {
      for (let go = 0; go < 60; go += 1) {
        if (isSo(await address(name))) return;
        await page.run(() => new Promise((resolve) => setTimeout(resolve, 50)));
      }
      assert.fail(`the address has ${name} ${await address(name)}, the figure step ${await figure.get('step')}`);
    };
    await page.run(() => /** @type {HTMLElement} */ (document.querySelector('a[data-play][href*="slope"]')).click());
    assert.equal(await address(), '0');
    await soon((step) => Number(step) > 0);
    await figure.waitFor(({ step, steps }) => step === steps);
    await soon((step) => step === null);
    await figure.run((figure) => figure.play());
    await soon((step) => Number(step) > 1);
    await figure.run((figure) => figure.pause());
    const { step } = await figure.read('step');
    await soon((told) => told === (step === 10 ? null : String(step)));
    // A script that sets a property fires no event.
    await figure.set({ learningRate: 0.7, step: 4 });
    await soon((told) => told === '0.7', 'slope.learning-rate');
    assert.equal(await address(), '4');
    await figure.run((figure) => figure.reset());
    await soon((told) => told === null);
    assert.doesNotMatch(await page.run(() => location.search), /slope/);
    // While a slider is dragged, too; and the browser takes no more changes than it allows.
    const changes = await page.run(() => {
      const count = { made: 0 };
      const replace = history.replaceState.bind(history);
      history.replaceState = (...given) => {
        count.made += 1;
        replace(...given);
      };
      Object.assign(window, { count });
      return count.made;
    });
    assert.equal(changes, 0);
    await page.drag([await figure.point('.control-learning-rate .slider', 0.1), await figure.point('.control-learning-rate .slider', 0.6)], { steps: 60 });
    await figure.drawn();
    const rate = await figure.get('learningRate');
    assert.equal(await page.run(() => new URLSearchParams(location.search).get('slope.learning-rate')), String(rate));
    const made = await page.run(() => /** @type {any} */ (window).count.made);
    assert.ok(made >= 1 && made <= 6, `${made} changes`);
    await silent();
  });

  test('two settings that are refused have a message each, until each is set', async () => {
    const figure = await open('gradient-descent', { 'learning-rate': 'abc', steps: -2 });
    const message = () => figure.words('.message');
    assert.match(await message(), /abc was not accepted as η.*-2 was not accepted as the number of steps/s);
    const invalid = () => figure.run(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[aria-invalid="true"]')].map(({ id }) => id));
    assert.deepEqual(await invalid(), ['learning-rate-number', 'steps-number']);
    await figure.set({ steps: 20 });
    const one = await message();
    assert.match(one, /abc was not accepted as η/);
    assert.doesNotMatch(one, /steps/);
    await figure.set({ learningRate: 0.3 });
    assert.equal(await message(), '');
    await silent();
  });

  test('what was said of a copied text goes when the text is another', async () => {
    const figure = await openArticle();
    await page.run(() => void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async () => {} } }));
    const told = (/** @type {string} */ part) => figure.run(({ shadowRoot }, part) => shadowRoot.querySelector(`${part} [role=status]`)?.textContent, part);
    const says = (/** @type {string} */ part, /** @type {string} */ text) => figure.says(`${part} [role=status]`, text);
    await figure.click('.figure > .copy button');
    await says('.figure > .copy', 'Copied.');
    await figure.set({ step: 3 });
    assert.equal(await told('.figure > .copy'), 'Copied.', 'the script is the same');
    await figure.set({ learningRate: 0.2 });
    await says('.figure > .copy', '');

    await figure.run(({ shadowRoot }) => { shadowRoot.querySelector('.share').open = true; });
    await figure.waitFor(({ shadowRoot }) => shadowRoot.querySelector('.share-panel .copy button')?.textContent);
    await figure.click('.share-field .copy button');
    await says('.share-field .copy', 'Copied.');
    await figure.set({ learningRate: 0.3 });
    await says('.share-field .copy', '');
    await figure.click('.share-field .copy button');
    await says('.share-field .copy', 'Copied.');
    await figure.run(({ shadowRoot }) => {
      const select = shadowRoot.querySelector('.share-panel select');
      select.value = 'iframe';
      select.dispatchEvent(new Event('change'));
    });
    await says('.share-field .copy', '');
    // Where the clipboard is closed, a text that is no longer that of the figure does not stay selected.
    await page.run(() => void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined }));
    await figure.click('.figure > .copy button');
    await figure.waitFor(({ shadowRoot }) => !shadowRoot.querySelector('.figure > .copy textarea').hidden);
    await figure.set({ learningRate: 0.4 });
    await figure.waitFor(({ shadowRoot }) => shadowRoot.querySelector('.figure > .copy textarea').hidden);
    await silent();
  });

  test('offline, the share panel says that the connection may be broken, and tries again', async () => {
    let isAway = false;
    const server = await serve({ override: (path) => (isAway && /share\.js/.test(path) ? { truncate: 1 } : undefined) });
    const figure = await openArticle('lang=en', 'gradient-descent', { from: server });
    isAway = true;
    await figure.run(({ shadowRoot }) => { shadowRoot.querySelector('.share').open = true; });
    await figure.waitFor(({ shadowRoot }) => /could not be loaded; the connection may be broken/.test(shadowRoot.querySelector('.share [role=status]').textContent));
    isAway = false;
    await figure.click('.share .chip');
    await figure.waitFor(({ shadowRoot }) => shadowRoot.querySelector('.share-panel .copy button')?.textContent);
  });

  test('a part that is not on the server is said to be missing', async () => {
    const server = await serve({ override: (path) => (/share\.js/.test(path) ? { status: 404, body: '' } : undefined) });
    const figure = await openArticle('lang=en', 'gradient-descent', { from: server });
    await figure.run(({ shadowRoot }) => { shadowRoot.querySelector('.share').open = true; });
    await figure.waitFor(({ shadowRoot }) => /not found on the server \(share\.js: 404\)/.test(shadowRoot.querySelector('.share [role=status]').textContent));
  });

  for (const tag of ['gradient-descent', 'minibatch-sgd']) {
    test(`<${tag}>: the loss has one axis all the way while a run plays`, async () => {
      const figure = await open(tag, { steps: 12, 'learning-rate': tag === 'gradient-descent' ? 1.2 : 2.3 });
      const axes = await figure.run(async (figure) => {
        const canvas = figure.shadowRoot.querySelector('.plane-loss canvas, .plane-cost canvas');
        const context = canvas.getContext('2d');
        const drawn = new Set();
        const original = context.fillText;
        /** @type {string[]} */
        let labels = [];
        context.fillText = function (/** @type {any[]} */ ...given) {
          labels.push(given[0]);
          return original.apply(this, given);
        };
        const look = () => {
          if (labels.length) drawn.add(labels.join(' '));
          labels = [];
        };
        figure.play();
        for (let turn = 0; turn < 400 && (figure.step < 12 || turn < 2); turn += 1) {
          await new Promise(requestAnimationFrame);
          look();
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        look();
        return { drawn: [...drawn], step: figure.step };
      });
      assert.equal(axes.step, 12);
      assert.ok(axes.drawn.length <= 1, axes.drawn.join(' | '));
      await silent();
    });
  }
});
