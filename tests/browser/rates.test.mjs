// What every learning rate comes to: painted track, curve, map and cobweb, on the built page in every engine.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

/** Opacity of a pixel for a final loss, as the palette's legend has it: stronger the smaller or, where it diverges, the larger. */
const opacity = (/** @type {number} */ loss, /** @type {boolean} */ diverges) => {
  const decades = Math.log10(loss);
  const strength = diverges ? (Number.isNaN(decades) ? 1 : decades / 6) : (2 - decades) / 6;
  return Math.floor(46 + 209 * Math.min(1, Math.max(0, strength)));
};

/** Helpers that stay in the page. */
const helpers = () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** @type {any} */ (window).rates = {
    frame,
    figure: (/** @type {string} */ tag) => /** @type {any} */ (document.querySelector(tag)),
    part: (/** @type {string} */ tag, /** @type {string} */ selector) => /** @type {any} */ (document.querySelector(tag)).shadowRoot.querySelector(selector),
    open: async (/** @type {string} */ tag) => {
      for (const more of /** @type {any} */ (document.querySelector(tag)).shadowRoot.querySelectorAll('details.more')) more.open = true;
      await frame();
    },
    /** Red, green, blue and opacity of each pixel of a canvas. */
    pixels: (/** @type {HTMLCanvasElement} */ canvas) => {
      const copy = /** @type {any} */ (Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height }).getContext('2d', { willReadFrequently: true }));
      copy.drawImage(canvas, 0, 0);
      return copy.getImageData(0, 0, canvas.width, canvas.height).data;
    },
  };
};

inEveryEngine('every learning rate', ({ test, page, open: openOne, silent }) => {
    const open = async (/** @type {string} */ tag, query = '') => {
    await openOne(tag, `theme=light&${query}`);
    await page.run(helpers);
  };

  test('the first figure\'s track tells regime and final loss of the run at each rate', async () => {
    await open('gradient-descent');
    const seen = await page.run(async () => {
      const { figure, frame, part, pixels } = /** @type {any} */ (window).rates;
      const descent = figure('gradient-descent');
      const look = async (/** @type {any} */ settings) => {
        Object.assign(descent, settings);
        await frame();
        await frame();
        const data = pixels(part('gradient-descent', '.spectrum'));
        return Array.from({ length: 512 }, (_, pixel) => [...data.slice(4 * pixel, 4 * pixel + 4)]);
      };
      const long = await look({ start: -3, steps: 2000 });
      const turns = long.flatMap((pixel, at) => (at > 0 && Math.abs(pixel[0] - long[at - 1][0]) > 100 ? [at] : []));
      const short = await look({ steps: 3 });
      const runs = [3, 60, 200, 300, 400, 511].map((pixel) => {
        descent.learningRate = (1.5 * (pixel + 0.5)) / 512;
        return { opacity: short[pixel][3], loss: descent.trajectory.at(-1).y, diverges: descent.status === 'diverging' };
      });
      const still = await look({ start: 0 });
      return { turns, runs, still: still.every(([, , , opacity]) => opacity === still[0][3]), weakest: still[0][3] };
    });
    // The middles of pixels 170 and 171 lie on either side of ½.
    assert.equal(seen.turns[0], 171);
    for (const run of seen.runs) assert.ok(Math.abs(run.opacity - opacity(run.loss, run.diverges)) <= 1, JSON.stringify(run));
    assert.ok(seen.still && seen.weakest === 46, 'from the minimum nothing moves at any rate');
    await silent();
  });

  for (const [tag, control] of [['gradient-descent', 'start'], ['minibatch-sgd', 'batch-size']]) {
    test(`${tag}: the track is repainted in the very frame in which ${control} moves, and not when η does`, async () => {
      await open(tag);
      await page.run((tag, control) => {
        const { figure, frame, part } = /** @type {any} */ (window).rates;
        /** @type {{ paints: number, frames: { inputs: number, paints: number }[], isDone: boolean }} */
        const log = { paints: 0, frames: [], isDone: false };
        Object.assign(window, { log });
        const context = part(tag, '.spectrum').getContext('2d');
        const put = context.putImageData;
        context.putImageData = function (/** @type {any[]} */ ...given) {
          log.paints += 1;
          return put.apply(this, given);
        };
        let inputs = 0;
        figure(tag).addEventListener('figure-input', () => { inputs += 1; });
        let before = { inputs: 0, paints: 0 };
        const watch = async () => {
          for (; !log.isDone; await frame()) {
            log.frames.push({ inputs: inputs - before.inputs, paints: log.paints - before.paints });
            before = { inputs, paints: log.paints };
          }
        };
        watch();
        return control;
      }, tag, control);
      const range = `${tag} >>> .control-${control} .range`;
      await page.drag([await page.pointIn(range, 0.3), await page.pointIn(range, 0.75), await page.pointIn(range, 0.4)], { steps: 30, pause: 17 });
      const frames = await page.run(async () => {
        await /** @type {any} */ (window).rates.frame();
        return /** @type {any} */ (window).log.frames;
      });
      const moved = frames.filter((/** @type {any} */ { inputs }) => inputs > 0);
      assert.ok(moved.length >= 5, `${moved.length} frames saw the pointer move`);
      // The watcher runs before or after the figure in a frame: what it misses, the next frame shows.
      const painted = frames.filter((/** @type {any} */ { inputs }, /** @type {any} */ at) => inputs > 0 && (frames[at].paints > 0 || frames[at + 1]?.paints > 0));
      // The release tells the last value once more, which repaints nothing.
      if (control === 'start') assert.ok(painted.length >= moved.length - 1, `every move repaints the track: ${painted.length} of ${moved.length}`);
      else assert.ok(painted.length >= 0.5 * moved.length, `${painted.length} of ${moved.length}: some moves keep the batch size`);
      const before = await page.run(() => /** @type {any} */ (window).log.paints);
      const slider = `${tag} >>> .control-learning-rate .range`;
      await page.drag([await page.pointIn(slider, 0.3), await page.pointIn(slider, 0.7)]);
      assert.equal(await page.run(() => /** @type {any} */ (window).log.paints), before, 'moving η repaints nothing');
      await page.run(() => { /** @type {any} */ (window).log.isDone = true; });
      await silent();
    });
  }

  test('the second figure\'s track is the seeded runs themselves, at any batch size', async () => {
    await open('minibatch-sgd');
    const seen = await page.run(async () => {
      const { figure, part, pixels } = /** @type {any} */ (window).rates;
      const fit = figure('minibatch-sgd');
      const out = [];
      for (const settings of [{ batchSize: 1, steps: 200 }, { batchSize: 8, steps: 50 }, { batchSize: 100, steps: 200, sampling: 'epoch' }]) {
        Object.assign(fit, settings);
        await fit.updateComplete;
        const data = pixels(part('minibatch-sgd', '.spectrum'));
        for (const pixel of [4, 100, 205, 300, 380, 407, 409, 500]) {
          fit.learningRate = (2.5 * (pixel + 0.5)) / 512;
          const loss = fit.trajectory.mini.at(-1).loss;
          out.push({ ...settings, pixel, opacity: data[4 * pixel + 3], excess: loss - fit._model.minimumLoss, status: fit.status, red: data[4 * pixel] });
        }
      }
      return out;
    });
    for (const run of seen) {
      assert.ok(Math.abs(run.opacity - opacity(run.excess, run.status === 'diverging')) <= 1, JSON.stringify(run));
      const hue = run.red > 220 ? 'unsteady' : run.red > 180 ? 'diverging' : 'converging';
      assert.equal(hue, run.status, JSON.stringify(run));
    }
    await silent();
  });

  test('the map: pointing tells what a click sets, and the arrow keys and Enter do the same', async () => {
    for (const [tag, second] of [['gradient-descent', 'start'], ['minibatch-sgd', 'batchSize']]) {
      await open(tag);
      await page.run((tag) => /** @type {any} */ (window).rates.open(tag), tag);
      await page.run(async (tag) => {
        /** @type {any} */ (window).rates.part(tag, '.plane-map').scrollIntoView({ block: 'center' });
        await /** @type {any} */ (window).rates.frame();
      }, tag);
      const readout = () => page.run((tag) => /** @type {any} */ (window).rates.part(tag, '.readout').textContent, tag);
      const settings = () => page.run((tag, second) => {
        const figure = /** @type {any} */ (window).rates.figure(tag);
        return { learningRate: figure.learningRate, second: figure[second], status: figure.status };
      }, tag, second);
      const place = await page.pointIn(`${tag} >>> .plane-map .stack`, 0.85, 0.3);
      await page.hover(place);
      const told = await readout();
      assert.match(told, /^η = [\d.]+, (x₀|B) = −?[\d.]+: diverges/);
      await page.click(place);
      const set = await settings();
      assert.equal(set.status, 'diverging');
      assert.ok(told.startsWith(`η = ${set.learningRate}, ${second === 'start' ? 'x₀' : 'B'} = ${String(set.second).replace('-', '−')}:`), `${told} ${JSON.stringify(set)}`);
      const loss = await page.run((tag) => {
        const { trajectory } = /** @type {any} */ (window).rates.figure(tag);
        return (trajectory.mini ?? trajectory).at(-1);
      }, tag);
      const digits = Number(told.match(/loss ([^ ]+) after/)?.[1].replace('×10', 'e').replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (/** @type {any} */ c) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))));
      assert.ok(Math.abs(digits / (loss.loss ?? loss.y) - 1) < 1e-3, `${told}: ${JSON.stringify(loss)}`);

      await page.run((tag) => /** @type {any} */ (window).rates.part(tag, '.plane-map .cross').focus(), tag);
      await page.press(...Array(6).fill('ArrowLeft'), 'ArrowUp', 'Shift+ArrowLeft');
      const label = await page.run((tag) => /** @type {any} */ (window).rates.part(tag, '.plane-map .cross').getAttribute('aria-label'), tag);
      assert.match(label, /^η = .* Enter sets this run$/);
      await page.press('Enter');
      const after = await settings();
      assert.ok(after.learningRate < set.learningRate && label.startsWith(`η = ${after.learningRate}, `), `${label} ${JSON.stringify(after)}`);
    }
    await silent();
  });

  test('the map is refined to the end, holds the same losses as the runs, and then rests', async () => {
    await open('minibatch-sgd');
    const seen = await page.run(async () => {
      const { figure, frame, open, part, pixels } = /** @type {any} */ (window).rates;
      await open('minibatch-sgd');
      const fit = figure('minibatch-sgd');
      while (!part('minibatch-sgd', 'canvas.map')) await frame();
      const picture = part('minibatch-sgd', 'canvas.map');
      await frame();
      await frame();
      const isCoarse = pixels(picture).some((/** @type {any} */ value, /** @type {any} */ at) => at % 4 === 3 && value > 0);
      let paints = 0;
      const context = picture.getContext('2d');
      const put = context.putImageData;
      context.putImageData = function (/** @type {any[]} */ ...given) {
        paints += 1;
        return put.apply(this, given);
      };
      for (let patience = 0, last = -1; patience < 40 && last !== paints; patience += 1) {
        last = paints;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      const data = pixels(picture);
      const out = [];
      for (const [column, row] of [[10, 0], [128, 40], [200, 159], [30, 100], [250, 80]]) {
        fit.learningRate = (2.5 * (column + 0.5)) / 256;
        // From the lower edge up, sizes are spread evenly over their logarithms.
        fit.batchSize = Math.round(100 ** ((159 - row + 0.5) / 160));
        out.push({ column, row, batchSize: fit.batchSize, opacity: data[4 * (row * 256 + column) + 3], excess: fit.trajectory.mini.at(-1).loss - fit._model.minimumLoss, status: fit.status });
      }
      return { isCoarse, paints, out };
    });
    assert.ok(seen.isCoarse, 'a first picture comes at once');
    for (const run of seen.out) assert.ok(Math.abs(run.opacity - opacity(run.excess, run.status === 'diverging')) <= 1, JSON.stringify(run));
    await page.rests();
    await silent();
  });

  test('what is closed costs nothing; curve, map and cobweb are drawn when they are opened', async () => {
    await open('gradient-descent', 'lang=ja&learning-rate=0.8&start=-7');
    const inked = (/** @type {any} */ selector) => page.run((selector) => {
      const { part, pixels } = /** @type {any} */ (window).rates;
      const canvas = part('gradient-descent', selector);
      // The map's own is there once it was opened.
      return Boolean(canvas) && canvas.width > 1 && pixels(canvas).some((/** @type {any} */ value) => value > 0);
    }, selector);
    const canvases = ['.plane-rates canvas:last-of-type', 'canvas.map', '.plane-cobweb canvas:last-of-type'];
    for (const canvas of canvases) assert.equal(await inked(canvas), false, canvas);
    await page.run(async () => {
      const { frame, open, part } = /** @type {any} */ (window).rates;
      await open('gradient-descent');
      while (!part('gradient-descent', 'canvas.map')) await frame();
      await frame();
      await frame();
    });
    for (const canvas of canvases) assert.equal(await inked(canvas), true, canvas);
    const words = await page.run(() => [...document.querySelector('gradient-descent')?.shadowRoot?.querySelectorAll('details.more .picture') ?? []]
      .map((picture) => picture.getAttribute('aria-label')));
    assert.equal(words.length, 3);
    for (const word of words) assert.match(String(word), /(0\.8|−0\.6)(?!\d)/);
    await silent();
  });

  test.alone('a long run over many samples paints its track step by step, and no frame waits for it', async () => {
    await open('minibatch-sgd');
    const seen = await page.run(async () => {
      const { figure, frame, part } = /** @type {any} */ (window).rates;
      Object.assign(figure('minibatch-sgd'), { samples: 100_000, batchSize: 10_000, steps: 50 });
      let longest = 0;
      let last = performance.now();
      let wasStale = false;
      const canvas = part('minibatch-sgd', '.spectrum');
      for (let count = 0; count < 600; count += 1) {
        await frame();
        const now = performance.now();
        if (count > 3) longest = Math.max(longest, now - last);
        last = now;
        wasStale ||= canvas.dataset.stale === 'true';
        if (wasStale && canvas.dataset.stale === 'false') break;
      }
      return { longest, wasStale, stale: canvas.dataset.stale };
    });
    assert.deepEqual([seen.wasStale, seen.stale], [true, 'false'], 'faint until it is true again');
    assert.ok(seen.longest < 250, `a frame took ${seen.longest} ms`);
    await silent();
  });
});
