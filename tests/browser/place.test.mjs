// The reader's place on the page: a click in the text keeps it, and no figure pushes what follows about.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

const PHONE = { width: 390, height: 844 };

inEveryEngine('place', ({ engine, test, page, open, openArticle, silent }) => {
  /** Waits until the page rests, smooth scrolling included; returns where it is. */
  const rested = () => page.run(async () => {
    let same = 0;
    for (let go = 0, last = -1; go < 100 && same < 6; go += 1) {
      same = scrollY === last ? same + 1 : 0;
      last = scrollY;
      await new Promise((resolve) => setTimeout(resolve, 35));
    }
    return scrollY;
  });

  /** Brings a part to a height of the view. */
  const put = (/** @type {string} */ selector, /** @type {number} */ share) => page.run(async (selector, share) => {
    const part = document.querySelector(selector);
    // Figures above and below are there before anything is measured.
    for (let go = 0, still = 0; go < 30 && still < 2; go += 1) {
      const way = part.getBoundingClientRect().top - share * innerHeight;
      still = Math.abs(way) > 1 ? 0 : still + 1;
      scrollTo({ top: scrollY + way, behavior: 'instant' });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }, selector, share);

  const seen = (/** @type {string} */ selector) => page.run((selector) => {
    const { top, bottom } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
    return { top, bottom, height: innerHeight, isSeen: top >= 0 && bottom <= innerHeight };
  }, selector);

  for (const [size, lang] of /** @type {[{ width: number, height: number }, string][]} */ ([[PHONE, 'ja'], [PHONE, 'en'], [{ width: 1280, height: 900 }, 'en']])) {
    test(`after an answer its reply is in view, and spoken: ${size.width} px, ${lang}`, async () => {
      await openArticle({ lang }, 'gradient-descent', size === PHONE ? { size: PHONE } : {});
      const asks = await page.run(() => [...document.querySelectorAll('.ask')].map((ask, at) => {
        ask.id ||= `ask-${at}`;
        return `#${ask.id}`;
      }));
      assert.equal(asks.length, 8);
      for (const ask of asks) {
        for (const share of lang === 'ja' ? [0.75, 0.3] : [0.75]) {
          await put(`${ask} button`, share);
          const before = await rested();
          const wasIn = await seen(`${ask} button`);
          assert.ok(wasIn.isSeen, `${ask}: ${JSON.stringify(wasIn)}`);
          await page.run((ask) => /** @type {any} */ (document.querySelector(`${ask} button[data-right]`)).click(), ask);
          const after = await rested();
          const reply = await seen(`${ask} .reply`);
          assert.ok(reply.isSeen, `${ask} at ${share}: the reply is at ${JSON.stringify(reply)}`);
          const spoken = await page.run((ask) => /** @type {any} */ (document.querySelector(`${ask} .reply`)).closest('[role="status"]') !== null, ask);
          assert.ok(spoken);
          // No further than that both fit: where no plot fits in beside the reply, only as far as the reply needs.
          const { plots, height } = await page.run((ask) => {
            const figure = document.querySelector(ask).previousElementSibling;
            return { height: innerHeight, plots: [...figure.shadowRoot.querySelectorAll('.planes .stack')].map((plot) => plot.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })) };
          }, ask);
          const isWithPlot = plots.some(({ top, bottom }) => top >= 0 && bottom <= height);
          const moved = Math.abs(after - before);
          const shift = Math.max(0, reply.bottom + (after - before) - height);
          assert.ok(isWithPlot || moved <= shift + 9, `${ask} at ${share}: the page moved by ${moved}, and no plot came into view`);
          await page.run((ask) => { /** @type {any} */ (document.querySelector(`${ask} .reply`)).hidden = true; }, ask);
        }
      }
      await silent();
    });
  }

  test('after a click on a link, the link is in view still, and a plot with it where one fits', async () => {
    await openArticle('lang=ja', 'gradient-descent', { size: PHONE });
    const links = await page.run(() => [...document.querySelectorAll('main a[href^="?"]')].filter((link) => link.checkVisibility()).map((link, at) => {
      link.id = `link-${at}`;
      return `#${link.id}`;
    }));
    assert.ok(links.length > 12);
    let withPlot = 0;
    for (const link of links.filter((_, at) => at % 2 === 0)) {
      await put(link, 0.5);
      const before = await rested();
      await page.run((link) => document.querySelector(link).click(), link);
      const after = await rested();
      const where = await seen(link);
      assert.ok(where.isSeen, `${link}: ${JSON.stringify(where)}`);
      assert.ok(Math.abs(after - before) < 0.6 * PHONE.height, `${link}: moved by ${after - before}`);
      withPlot += Number(await page.run((link) => {
        const figure = document.querySelector(document.querySelector(link).hash);
        return [...figure.shadowRoot.querySelectorAll('.planes .stack')].some((plot) => plot.getBoundingClientRect().top >= 0 && plot.getBoundingClientRect().bottom <= innerHeight);
      }, link));
      const again = await page.run(async (link) => {
        const before = scrollY;
        document.querySelector(link).click();
        await new Promise((resolve) => setTimeout(resolve, 150));
        return scrollY - before;
      }, link);
      assert.equal(again, 0, 'what is in view stays where it is');
    }
    assert.ok(withPlot >= 0.35 * links.length, `${withPlot} of ${links.length} with a plot`);
    await silent();
  });

  if (engine !== 'webkit') {
    test('the page moves at once where motion is reduced', async () => {
      await page.setTheme({ reducedMotion: true });
      await openArticle('lang=en', 'gradient-descent', { size: PHONE });
      const ways = await page.run(() => {
        /** @type {string[]} */
        const ways = [];
        const original = window.scrollBy.bind(window);
        window.scrollBy = (/** @type {any} */ options) => {
          ways.push(options.behavior);
          original(options);
        };
        Object.assign(window, { ways });
        return ways;
      });
      assert.deepEqual(ways, []);
      for (const reducedMotion of [true, false]) {
        await page.driver.switchTo().defaultContent();
        await page.setTheme({ reducedMotion });
        await page.driver.switchTo().frame(0);
        await page.run(() => { /** @type {any} */ (document.querySelector('.reply')).hidden = true; });
        await put('.ask button', 0.93);
        await page.run(() => /** @type {any} */ (document.querySelector('.ask button')).click());
        await rested();
      }
      assert.deepEqual(await page.run(() => /** @type {any} */ (window).ways), ['instant', 'smooth']);
    });
  }

  for (const [size, lang] of /** @type {[{ width: number, height: number }, string][]} */ ([[{ width: 360, height: 740 }, 'en'], [PHONE, 'ja'], [{ width: 768, height: 900 }, 'ja'], [{ width: 1200, height: 900 }, 'en']])) {
    test(`<noise-escape> does not grow when η diverges: ${size.width} px, ${lang}`, async () => {
      const figure = await open('noise-escape', { lang }, { size });
      const heights = await figure.run(async (figure) => {
        /** @type {Record<string, number[]>} */
        const heights = {};
        for (const [learningRate, batchSize] of [[0.1, 1], [0.02, 1], [0.25, 1], [0.3, 2], [0.35, 1], [0.4, 1], [0.4, 64], [0.37, 3]]) {
          Object.assign(figure, { learningRate, batchSize });
          for (let turn = 0; turn < 60 && (turn < 3 || figure.runsDone < figure.runs); turn += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
          const { height } = figure.getBoundingClientRect();
          (heights[Math.round(height)] ??= []).push(learningRate);
        }
        return { heights, said: figure.shadowRoot.querySelector('.facts').textContent, overflows: figure._model.overflowStep !== undefined };
      });
      assert.equal(Object.keys(heights.heights).length, 1, JSON.stringify(heights.heights));
      await figure.set({ learningRate: 0.4, batchSize: 1 });
      assert.match(await figure.words('.facts'), /y overflows at step \d+|y は \d+ 回目でオーバーフロー/);
      await silent();
    });
  }

  for (const width of [320, 360, 390, 520, 640, 768, 900, 1280]) {
    test(`no void below a figure that is there: ${width} px`, async () => {
      for (const lang of ['en', 'ja']) {
        await openArticle({ lang }, 'gradient-descent', { size: { width, height: 900 } });
        const voids = await page.run(async () => {
          const figures = [...document.querySelectorAll('main > :is(gradient-descent, minibatch-sgd, noise-escape, batch-throughput)')];
          const voids = [];
          for (const figure of figures) {
            figure.scrollIntoView({ block: 'start', behavior: 'instant' });
            for (let turn = 0; turn < 100 && !figure.matches(':state(live)'); turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
            const body = /** @type {any} */ (figure).shadowRoot.querySelector('.figure').getBoundingClientRect();
            voids.push(Math.round(figure.getBoundingClientRect().bottom - body.bottom));
          }
          return voids;
        });
        assert.equal(voids.length, 8);
        assert.ok(voids.every((room) => room <= 1), `${lang}: ${voids}`);
      }
      await silent();
    });
  }
});
