// Fingers, mice and keys on the figures: what they take hold of, and what they leave to the page.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

/** As on a phone. */
const PHONE = { width: 390, height: 844 };

inEveryEngine('hands', ({ engine, test, page, open, openArticle, figure: hands, silent }) => {
  /** The settings of a figure, all of them. @param {import('./fixture.mjs').Figure} figure */
  const settings = (figure) => figure.run((figure) => Object.fromEntries(figure.constructor.settings.map((/** @type {any} */ { property }) => [property, figure[property]])));

  /** Where the page is scrolled to, once it rests. */
  const scrolled = () => page.run(async () => {
    let last = -1;
    for (let go = 0; go < 60 && last !== scrollY; go += 1) {
      last = scrollY;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return scrollY;
  });

  if (engine !== 'webkit') {
    for (const tag of ['gradient-descent', 'minibatch-sgd', 'noise-escape']) {
      test(`<${tag}>: a finger that goes up or down over a slider changes no value, and scrolls the page`, async () => {
        if (engine === 'chromium') await page.cdp('Emulation.setDeviceMetricsOverride', { ...PHONE, deviceScaleFactor: 1, mobile: true });
        else await page.setSize({ width: 500, height: 700 });
        const figure = await openArticle('lang=en', tag);
        const before = await settings(figure);
        const sliders = await figure.run(({ shadowRoot }) => shadowRoot.querySelectorAll('.slider').length);
        assert.ok(sliders >= 3);
        for (let at = 0; at < sliders; at += 1) {
          const from = await figure.run(async ({ shadowRoot }, at) => {
            const slider = shadowRoot.querySelectorAll('.slider')[at];
            slider.scrollIntoView({ block: 'center', behavior: 'instant' });
            const { left, top, width, height } = slider.getBoundingClientRect();
            return { x: Math.round(left + 0.75 * width), y: Math.round(top + height / 2) };
          }, at);
          const top = await scrolled();
          await page.drag([from, { x: from.x + 3, y: from.y - 160 }], { pointer: 'touch', steps: 12, pause: 10 });
          assert.deepEqual(await settings(figure), before, `slider ${at}`);
          // The driver of Firefox hands touches to the page alone: there it has to do that the browser may scroll.
          if (engine === 'chromium') assert.ok(await scrolled() > top + 40, `slider ${at}: the page went from ${top} to ${await scrolled()}`);
          const mayScroll = await figure.run(({ shadowRoot }, { x, y }) => {
            const touched = [];
            for (let part = shadowRoot.elementFromPoint(x, y); part; part = part.parentElement) touched.push(getComputedStyle(part).touchAction);
            return touched.every((action) => /auto|manipulation|pan-y/.test(action)) && touched.some((action) => !/auto|manipulation|pan-x/.test(action));
          }, from);
          assert.ok(mayScroll || engine === 'chromium', 'up and down, and not sideways');
        }
        await silent();
      });
    }

    test('a finger sets a slider by a tap, and moves it sideways without scrolling', async () => {
      if (engine === 'chromium') await page.cdp('Emulation.setDeviceMetricsOverride', { ...PHONE, deviceScaleFactor: 1, mobile: true });
      const figure = await openArticle();
      await figure.run((figure) => {
        /** @type {any} */ (window).heard = [];
        for (const name of ['input', 'change']) figure.addEventListener(`figure-${name}`, () => /** @type {any} */ (window).heard.push(name));
      });
      const slider = '.control-learning-rate .slider';
      const width = await figure.run(({ shadowRoot }, slider) => shadowRoot.querySelector(slider).getBoundingClientRect().width, slider);
      const at = (/** @type {number} */ rate) => figure.point(slider, (11 + (rate / 1.5) * (width - 22)) / width);
      await page.click(await at(0.7), 'touch');
      await figure.drawn();
      const { learningRate: tapped } = await figure.read('learningRate');
      assert.ok(Math.abs(tapped - 0.7) < 0.01, `${tapped}`);
      const heard = await page.run(() => /** @type {any} */ (window).heard);
      assert.deepEqual([heard[0], heard.indexOf('change')], ['input', heard.length - 1]);
      const top = await scrolled();
      const [from, to] = [await at(0.7), await at(1.2)];
      await page.drag([from, { x: to.x, y: to.y + 30 }], { pointer: 'touch', steps: 20, pause: 10 });
      await figure.drawn();
      const { learningRate: dragged } = await figure.read('learningRate');
      assert.ok(Math.abs(dragged - 1.2) < 0.02, `${dragged}`);
      assert.equal(await scrolled(), top);
      assert.equal(await page.run(() => /** @type {any} */ (window).heard.at(-1)), 'change');
      await silent();
    });

    test('a finger drags the start along the curve without scrolling the page', async () => {
      if (engine === 'chromium') await page.cdp('Emulation.setDeviceMetricsOverride', { ...PHONE, deviceScaleFactor: 1, mobile: true });
      const figure = await openArticle();
      const top = await scrolled();
      const grip = await figure.point('.handle');
      // Along the curve, which goes up: more upwards than sideways.
      await page.drag([grip, { x: grip.x - 40, y: grip.y - 90 }], { pointer: 'touch', steps: 20, pause: 10 });
      await figure.drawn();
      const { start } = await figure.read('start');
      assert.ok(start < -4, `start ${start}`);
      assert.equal(await scrolled(), top);
      await silent();
    });
  }

  test('a mouse takes the thumb where it holds it, snaps, and keys go on from there', async () => {
    const figure = await open('gradient-descent');
    const slider = '.control-learning-rate .slider';
    const width = await figure.run(({ shadowRoot }, slider) => shadowRoot.querySelector(slider).getBoundingClientRect().width, slider);
    const at = (/** @type {number} */ rate) => figure.point(slider, (11 + (rate / 1.5) * (width - 22)) / width);
    const thumb = await at(0.1);
    await page.drag([{ x: thumb.x + 6, y: thumb.y }, { x: thumb.x + 6, y: thumb.y + 2 }]);
    assert.deepEqual(await figure.read('learningRate'), { learningRate: 0.1 }, 'beside its middle it does not jump');
    // A pixel beside 1 it is 1, and stays so when it is let go.
    const one = await at(1);
    await page.drag([thumb, { x: one.x + 1, y: one.y }]);
    await figure.drawn();
    assert.deepEqual(await figure.read('learningRate', 'status'), { learningRate: 1, status: 'cycle' });
    await figure.press('ArrowRight');
    assert.deepEqual(await figure.read('learningRate'), { learningRate: 1.01 });
    await figure.press('Home');
    assert.deepEqual(await figure.read('learningRate'), { learningRate: 0 });
    await silent();
  });

  for (const [tag, second] of [['gradient-descent', 'start'], ['minibatch-sgd', 'batchSize']]) {
    test(`<${tag}>: the map is dragged, and the curve beside it sets η by click, drag and keys`, async () => {
      const figure = await open(tag);
      await figure.run(async ({ shadowRoot }) => {
        shadowRoot.querySelector('details.more').open = true;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        shadowRoot.querySelector('.plane-map').scrollIntoView({ block: 'center', behavior: 'instant' });
      });
      await figure.run((figure) => {
        /** @type {any} */ (window).heard = { input: 0, change: 0 };
        for (const name of ['input', 'change']) figure.addEventListener(`figure-${name}`, () => { /** @type {any} */ (window).heard[name] += 1; });
      });
      const heard = () => page.run(() => /** @type {any} */ (window).heard);
      const [from, to] = [await figure.point('.plane-map .stack', 0.3, 0.3), await figure.point('.plane-map .stack', 0.8, 0.6)];
      await page.drag([from, to], { steps: 15 });
      await figure.drawn();
      const dragged = await figure.read('learningRate', second);
      const asked = await figure.run(({ _model, shadowRoot }, to) => {
        const box = shadowRoot.querySelector('.plane-map .stack').getBoundingClientRect();
        return [..._model.mapAt(to.x - box.left, to.y - box.top)];
      }, to);
      assert.ok(Math.abs(dragged.learningRate - asked[0]) < 0.01, JSON.stringify([dragged, asked]));
      assert.ok(Math.abs(dragged[second] - asked[1]) <= Math.max(0.1, 0.05 * asked[1]), JSON.stringify([dragged, asked]));
      const { input, change } = await heard();
      assert.ok(input >= 10, `${input} inputs on the way`);
      assert.equal(change, 1);

      const kept = dragged[second];
      await page.click(await figure.point('.plane-rates .stack', 0.4, 0.3));
      await figure.drawn();
      const clicked = await figure.read('learningRate', second);
      assert.ok(clicked.learningRate < dragged.learningRate);
      assert.equal(clicked[second], kept, 'the curve sets η alone');
      await page.drag([await figure.point('.plane-rates .stack', 0.4, 0.3), await figure.point('.plane-rates .stack', 0.7, 0.8)], { steps: 10 });
      await figure.drawn();
      const further = await figure.read('learningRate');
      assert.ok(further.learningRate > clicked.learningRate);
      const handle = () => figure.run(({ shadowRoot, learningRate }) => {
        const handle = shadowRoot.querySelector('.rate-handle');
        const box = handle.getBoundingClientRect();
        return { now: handle.getAttribute('aria-valuenow') === String(learningRate), role: handle.getAttribute('role'), label: handle.getAttribute('aria-label'), text: handle.getAttribute('aria-valuetext'), middle: box.left + box.width / 2, height: box.height };
      });
      const before = await handle();
      await figure.focus('.rate-handle');
      await figure.press('ArrowRight', 'ArrowRight', 'PageDown');
      const pressed = await figure.read('learningRate');
      const step = 0.01;
      assert.ok(Math.abs(pressed.learningRate - (Math.round(further.learningRate / step) * step - 8 * step)) < step + 1e-9, JSON.stringify([further, pressed]));
      await figure.press('End');
      const most = tag === 'gradient-descent' ? 1.5 : 2.5;
      assert.deepEqual(await figure.read('learningRate'), { learningRate: most });
      const after = await handle();
      assert.deepEqual([after.now, after.role], [true, 'slider']);
      assert.match(String(after.label), /η/);
      assert.match(String(after.text), /diverges/);
      assert.ok(after.middle > before.middle && after.height > 100);
      await silent();
    });
  }

  test('what fingers touch is 44 pixels high, and nothing of that on a page for a mouse', async () => {
    if (engine !== 'chromium') return;
    const small = async () => page.run(() => {
      const selector = 'button, select, input:not([type="range"]), textarea, summary, .slider, .handle, a[href^="?"]';
      const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : []))];
      const parts = roots.flatMap((root) => [...root.querySelectorAll(selector)]).filter((part) => part.checkVisibility() && !part.classList.contains('cross'));
      return { count: parts.length, low: parts.filter((part) => part.getBoundingClientRect().height < 43.99).map((part) => `${part.localName}.${part.className} ${part.textContent?.slice(0, 20)} ${part.getBoundingClientRect().height}`) };
    });
    const all = async () => {
      for (const tag of ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput']) {
        await hands(tag).shows();
        await hands(tag).run(async ({ shadowRoot }) => {
          for (const details of shadowRoot.querySelectorAll('details')) details.open = true;
          for (let go = 0; go < 100 && !shadowRoot.querySelector('.share-panel .copy button')?.textContent; go += 1) await new Promise((resolve) => setTimeout(resolve, 20));
        });
      }
    };
    try {
      await page.cdp('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
      await page.cdp('Emulation.setDeviceMetricsOverride', { ...PHONE, deviceScaleFactor: 1, mobile: true });
      await openArticle();
      assert.ok(await page.run(() => matchMedia('(any-pointer: coarse)').matches));
      await all();
      const { count, low } = await small();
      assert.ok(count > 120, `${count} parts`);
      assert.deepEqual(low, []);
    } finally {
      await page.cdp('Emulation.setTouchEmulationEnabled', { enabled: false });
    }
    await openArticle();
    assert.ok((await small()).low.length > 0);
    await silent();
  });

  test('fields have letters of 16 pixels, so that a phone does not zoom into them', async () => {
    await openArticle();
    const sizes = await page.run(async () => {
      /** @type {Record<string, number>} */
      const sizes = {};
      for (const tag of ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput']) {
        const figure = /** @type {any} */ (document.querySelector(tag));
        figure.scrollIntoView();
        while (!figure.shadowRoot.querySelector('.verdict')?.textContent) await new Promise((resolve) => setTimeout(resolve, 20));
        for (const field of figure.shadowRoot.querySelectorAll('input:not([type="range"]), select')) {
          sizes[`${tag} ${field.id || field.className}`] = parseFloat(getComputedStyle(field).fontSize);
        }
      }
      return sizes;
    });
    assert.ok(Object.keys(sizes).length > 15, JSON.stringify(sizes));
    assert.deepEqual(Object.entries(sizes).filter(([, size]) => size < 16), []);
    await silent();
  });

  test('every figure has its presets and a reset, a compact one too; reset brings back what the author wrote', async () => {
    await openArticle();
    for (const [id, change, back] of /** @type {[string, Record<string, unknown>, Record<string, unknown>][]} */ ([
      ['slope', { learningRate: 1.1, steps: 20, step: 3 }, { learningRate: 0.1, steps: 10, step: 10 }],
      ['limits', { learningRate: 0.3, start: 2 }, { learningRate: 1.1, start: -3 }],
      ['online', { samples: 50, learningRate: 0.5 }, { samples: 20, batchSize: 4, steps: 60, step: 20, learningRate: 0.1 }],
      ['escape', { batchSize: 8, seed: 4 }, { batchSize: 1, seed: 1 }],
      ['hardware', { samples: 1000 }, { samples: 16_384 }],
    ])) {
      const figure = hands(`#${id}`);
      await figure.shows();
      if (id === 'hardware') back.samples = await figure.get('samples');
      await figure.set(change);
      if (id === 'online') {
        await figure.run((figure) => figure.addSample(0.9, -3));
        await figure.click('.method-sgd');
      }
      await figure.run((figure) => figure.addEventListener('figure-change', (/** @type {any} */ { detail }) => { /** @type {any} */ (window).told = detail; }, { once: true }));
      await figure.click('.reset');
      const detail = await page.run(() => /** @type {any} */ (window).told);
      const now = await figure.read(...Object.keys(back));
      assert.deepEqual(now, back, id);
      for (const [name, value] of Object.entries(back)) assert.equal(detail[name], value, `${id} tells of ${name}`);
      if (id === 'online') {
        assert.deepEqual(await figure.run(({ _model }) => [_model.isEdited, _model.isShown(2)]), [false, true]);
      }
      if (id !== 'hardware') assert.ok(await figure.run(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.presets .chip')].filter((chip) => chip.checkVisibility()).length >= 4), `${id} shows its presets`);
    }
    assert.equal(await page.run(() => location.search.includes('slope.')), false, 'the address has nothing left of it');
    await silent();
  });
});
