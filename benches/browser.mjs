// What a redraw costs while the learning rate is dragged, measured in a browser on the built page.
//
//   cargo xtask bench
//
// The page's own script is timed: the slider's input event and the animation frame that it asks for. One line a run;
// the side-by-side lines of one table are measured in one session, in alternation.

import { Session, engines } from '../tests/browser/engines.mjs';
import { startServer } from '../tests/browser/server.mjs';

const FRAMES = 400;

/** Settings worth timing, by figure and name. @type {[tag: string, name: string, settings: Record<string, number>][]} */
const runs = [
  ['gradient-descent', 'η dragged, 10 steps', { steps: 10 }],
  ['gradient-descent', 'η dragged, 200 steps', { steps: 200 }],
  ['gradient-descent', 'η dragged, 10 000 steps', { steps: 10_000 }],
  ['minibatch-sgd', 'η dragged, N = 100, B = 8, 50 steps', { steps: 50 }],
  ['minibatch-sgd', 'η dragged, N = 100, B = 32, 200 steps', { batchSize: 32, steps: 200 }],
  ['minibatch-sgd', 'η dragged, N = 10⁶, B = 32, 200 steps', { samples: 1_000_000, batchSize: 32, steps: 200 }],
  ['noise-escape', 'η dragged, 1000 runs of B = 1, 200 steps', { batchSize: 1 }],
  ['noise-escape', 'η dragged, 1000 runs of B = 32, 200 steps', { batchSize: 32 }],
];

/** Drives the slider once a frame and returns the milliseconds of script that each frame took. */
async function measure(/** @type {Session} */ page, /** @type {string} */ tag, /** @type {Record<string, number>} */ settings) {
  return page.run(async (tag, settings, count) => {
    const figure = /** @type {any} */ (document.querySelector(tag));
    figure.scrollIntoView();
    Object.assign(figure, settings);
    const slider = figure.shadowRoot.querySelector('.control-learning-rate .range');
    const request = window.requestAnimationFrame;
    const spent = [];
    const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
    // Until the figure is in view and what it computes piece by piece is there.
    for (await pause(300); figure.isComplete === false; await pause(50));
    for (let frame = 0; frame < count; frame += 1) {
      // To 1.2 and back, as a reader drags.
      const along = Math.abs(((frame / count) * 4) % 2 - 1);
      const before = window.__probe.frameTime;
      const start = performance.now();
      slider.value = String(0.1 + along * 1.1);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      const handled = performance.now() - start;
      await new Promise((resolve) => request(() => setTimeout(resolve)));
      spent.push(handled + window.__probe.frameTime - before);
    }
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    return spent;
  }, tag, settings, FRAMES);
}

const quantile = (/** @type {number[]} */ sorted, /** @type {number} */ at) => sorted[Math.floor(at * (sorted.length - 1))];

const server = await startServer();
for (const engine of engines()) {
  const page = await Session.start(engine);
  try {
    await page.open(server.url('/?lang=en'));
    await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    // Once unmeasured, so that what is compiled late is compiled.
    for (const tag of ['gradient-descent', 'minibatch-sgd', 'noise-escape']) await measure(page, tag, { steps: 10 });
    console.log(`\n${engine}: milliseconds of script a frame, ${FRAMES} frames each`);
    console.log(`${'run'.padEnd(44)}${'median'.padStart(8)}${'99 %'.padStart(8)}`);
    for (const [tag, name, settings] of runs) {
      const sorted = (await measure(page, tag, settings)).sort((a, b) => a - b);
      console.log(`${name.padEnd(44)}${quantile(sorted, 0.5).toFixed(2).padStart(8)}${quantile(sorted, 0.99).toFixed(2).padStart(8)}`);
    }
  } finally {
    await page.close();
  }
}
await server.close();
