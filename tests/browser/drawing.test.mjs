// What is drawn: where it belongs, in every frame, in the colours that are asked for, and on paper.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';
import { pdfPages } from './pdf.mjs';

/** Colours of the light and the dark theme, as www/figure.css has them. */
const LIGHT = { objective: [0x44, 0x54, 0x6a], iterates: [0x00, 0x72, 0xb2], paper: [255, 255, 255] };
const DARK = { objective: [0xa9, 0xb8, 0xca], iterates: [0x56, 0xb4, 0xe9], paper: [0x15, 0x19, 0x1e] };

/** In the page: the pixels of a canvas, read from a copy, for browsers warn of a canvas that is read often. */
const pixels = (/** @type {HTMLCanvasElement} */ canvas) => {
  const context = /** @type {any} */ (new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true }));
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
};

/** In the page: how many pixels of each canvas of a figure have ink. */
const inks = (/** @type {any} */ figure) => [...figure.shadowRoot.querySelectorAll('.planes canvas:not(details *)')]
  .map(pixels)
  .map((data) => data.filter((/** @type {number} */ value, /** @type {number} */ at) => at % 4 === 3 && value > 0).length);

/** In the page: the most frequent opaque colour of the canvas below that is no grey of the grid, as red, green, blue. */
const inkColor = (/** @type {any} */ figure) => {
  const canvas = figure.shadowRoot.querySelector('.plane-curve canvas');
  const data = pixels(canvas);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] < 255) continue;
    const key = [...data.subarray(at, at + 3)].join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([key]) => key);
};

inEveryEngine('drawing', ({ engine, test, page, open, openArticle, silent }) => {
  /** Makes `pixels`, `inks` and `inkColor` known to the page. */
  const look = () => page.run(/** @type {any} */ (`() => { window.pixels = ${pixels}; window.inks = ${inks}; window.inkColor = ${inkColor}; }`));

  /** Waits until every figure of the article can be printed, also those far below, whose code comes when the reader has begun to read. */
  const provided = () => page.waitFor(() => {
    dispatchEvent(new Event('scroll'));
    dispatchEvent(new Event('beforeprint'));
    const figures = [...document.querySelectorAll('main > :is(gradient-descent, minibatch-sgd, noise-escape, batch-throughput)')];
    const isThere = figures.every((figure) => figure.shadowRoot?.querySelector('.figure:not([hidden]) .planes'));
    dispatchEvent(new Event('afterprint'));
    return isThere;
  });

  test('the parabola is drawn where it belongs', async () => {
    const figure = await open('gradient-descent');
    await look();
    // The curve in red alone, so that the grid does not count.
    await figure.run(({ style }) => {
      style.setProperty('--figure-objective', '#ff0000');
      for (const name of ['grid', 'muted']) style.setProperty(`--figure-${name}`, '#00ff00');
    });
    await figure.waitFor((figure) => /** @type {any} */ (window).inkColor(figure).includes('255,0,0'));
    const { errors } = await figure.run((figure) => {
      const canvas = figure.shadowRoot.querySelector('.plane-curve canvas');
      const { width, height } = canvas;
      const data = /** @type {any} */ (window).pixels(canvas);
      const scale = width / canvas.getBoundingClientRect().width;
      const [top, right, bottom, left] = [10, 14, 24, 58].map((css) => css * scale);
      const errors = [];
      for (let x = Math.ceil(left) + 2; x < width - right - 2; x += 1) {
        const u = 2 * ((x + 0.5 - left) / (width - left - right)) - 1;
        const exact = height - bottom - ((u * u + 0.04) / 1.04) * (height - top - bottom);
        let sum = 0;
        let moment = 0;
        let isCrossed = false;
        for (let y = 0; y < height; y += 1) {
          const at = 4 * (y * width + x);
          const ink = (data[at] * data[at + 3]) / 255 ** 2;
          if (Math.abs(y - exact) < 12 && data[at + 1] > 0) isCrossed = true;
          sum += ink;
          moment += ink * (y + 0.5);
        }
        // Where the grid crosses it, ink is mixed; where it is steep, a column has no one height.
        if (isCrossed || Math.abs(u) > 0.4) continue;
        errors.push(moment / sum - exact);
      }
      return { errors };
    });
    assert.ok(errors.length > 100, `${errors.length} columns`);
    // A coordinate is off by a sixteenth of a pixel at most (tests/drawing.rs); browsers paint in quarters of a pixel.
    const worst = Math.max(...errors.map(Math.abs));
    const mean = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    assert.ok(worst <= 3 / 16 && mean <= 1 / 16, `${worst} pixels, ${mean} in the mean`);
    await silent();
  });

  test('a canvas has the screen\'s own pixels', async () => {
    const figure = await open('gradient-descent');
    const sizes = await figure.run((figure) => [...figure.shadowRoot.querySelectorAll('.planes canvas:not(details *)')].map((canvas) => {
      const { left, right, top, bottom } = canvas.getBoundingClientRect();
      const pixels = (/** @type {number} */ from, /** @type {number} */ to) => Math.round(to * devicePixelRatio) - Math.round(from * devicePixelRatio);
      return [canvas.width - pixels(left, right), canvas.height - pixels(top, bottom)];
    }));
    assert.deepEqual(sizes, [[0, 0], [0, 0], [0, 0], [0, 0]]);
  });

  test('no frame of a resize is blank', async () => {
    const figure = await open('gradient-descent');
    await look();
    const blank = await figure.run(async (figure) => {
      const { inks } = /** @type {any} */ (window);
      const blank = [];
      for (let frame = 0; frame < 40; frame += 1) {
        figure.style.inlineSize = `${900 - 10 * frame}px`;
        // At the beginning of a frame a canvas holds what the frame before has shown.
        await new Promise(requestAnimationFrame);
        const now = inks(figure);
        if (now.some((/** @type {number} */ ink) => ink < 100)) blank.push([frame, ...now]);
      }
      return blank;
    });
    assert.deepEqual(blank, []);
    await silent();
  });

  test('a figure that is moved on the page keeps its plots', async () => {
    const figure = await open('gradient-descent');
    await look();
    const ink = await figure.run((figure) => {
      document.body.prepend(figure);
      return /** @type {any} */ (window).inks(figure);
    });
    assert.ok(ink.every((/** @type {number} */ count) => count > 100), ink.join());
  });

  test('with no theme of its own a figure follows the page\'s colour scheme', async () => {
    const figure = await open('gradient-descent', 'lang=en&theme=auto');
    await look();
    for (const [scheme, { objective }] of /** @type {const} */ ([['dark', DARK], ['light', LIGHT], ['dark', DARK]])) {
      await page.run((scheme) => { document.documentElement.style.colorScheme = scheme; }, scheme);
      await figure.waitFor((figure, wanted) => /** @type {any} */ (window).inkColor(figure).includes(wanted), objective.join());
      const ground = await figure.run(({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector('.figure')).backgroundColor);
      assert.equal(ground, `rgb(${(scheme === 'dark' ? DARK : LIGHT).paper.join(', ')})`);
    }
    await silent();
  });

  test('a colour that a script changes is drawn', async () => {
    const figure = await open('gradient-descent');
    await look();
    await figure.run((figure) => figure.style.setProperty('--figure-objective', 'rgb(1, 2, 3)'));
    await figure.waitFor((figure) => /** @type {any} */ (window).inkColor(figure).includes('1,2,3'));
    await silent();
  });

  test('before it is printed every figure is drawn in light colours, and as before afterwards', async () => {
    await openArticle('theme=dark');
    await provided();
    await look();
    const colors = () => page.run(() => [...document.querySelectorAll('gradient-descent')].map(/** @type {any} */ (window).inkColor));
    await page.run(() => { dispatchEvent(new Event('beforeprint')); });
    for (const found of await colors()) assert.ok(found.includes(LIGHT.objective.join()), found.join(' '));
    const ink = await page.run(() => [...document.querySelectorAll('minibatch-sgd, noise-escape')].map(/** @type {any} */ (window).inks));
    assert.ok(ink.flat().length >= 20 && ink.flat().every((/** @type {number} */ count) => count > 100), ink.join(' '));
    await page.run(() => { dispatchEvent(new Event('afterprint')); });
    for (const found of await colors()) assert.ok(found.includes(DARK.objective.join()), found.join(' '));
    await silent();
  });

  test('a printed page has plots, verdicts, slider tracks and legends in light colours', async (t) => {
    if (engine === 'webkit') return t.skip('its driver cannot print');
    await openArticle('theme=dark');
    await provided();
    const pages = await pdfPages(await page.pdf());
    assert.ok(pages.length >= 4, `${pages.length} pages`);
    /** Pixels within a few steps of a colour. @param {number[]} color */
    const count = (color) => pages.map(({ count }) => count(color, 24)).reduce((sum, found) => sum + found, 0);
    const { objective, iterates } = LIGHT;
    const converges = [0x00, 0x7a, 0x5a];
    for (const [name, color, least] of /** @type {const} */ ([
      ['curves', objective, 500], ['iterates', iterates, 2000], ['green of tracks', [0, 0x9e, 0x73], 500],
      ['amber of tracks', [0xe6, 0x9f, 0], 500], ['verdicts', converges, 500], ['mini-batches', [0xaa, 0x44, 0x99], 200],
    ])) assert.ok(count([...color]) >= least, `${count([...color])} pixels of ${name}`);
    for (const { corner } of pages) assert.deepEqual(corner, [255, 255, 255]);
    await silent();
  });
});
