// What a redraw costs while the learning rate is dragged, measured in a browser on the built page.
//
//   cargo xtask bench
//
// The page's own script is timed: the slider's input event and the animation frame that it asks for. One line a run;
// the side-by-side lines of one table are measured in one session, in alternation.

import { Session, engines } from '../tests/browser/engines.mjs';
import { startServer } from '../tests/browser/server.mjs';

const FRAMES = 400;

/** Settings worth timing, by name. */
const runs = {
  'η dragged, 10 steps': { steps: 10 },
  'η dragged, 200 steps': { steps: 200 },
  'η dragged, 10 000 steps': { steps: 10_000 },
};

/** Drives the slider once a frame and returns the milliseconds of script that each frame took. */
async function measure(/** @type {Session} */ page, /** @type {{ steps: number }} */ settings) {
  return page.run(async (settings, count) => {
    const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
    Object.assign(figure, settings);
    const slider = figure.shadowRoot.querySelector('.control-learning-rate .range');
    const request = window.requestAnimationFrame;
    const spent = [];
    await new Promise((resolve) => request(() => request(resolve)));
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
  }, settings, FRAMES);
}

const quantile = (/** @type {number[]} */ sorted, /** @type {number} */ at) => sorted[Math.floor(at * (sorted.length - 1))];

const server = await startServer();
for (const engine of engines()) {
  const page = await Session.start(engine);
  try {
    await page.open(server.url('/?lang=en'));
    await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    // Once unmeasured, so that what is compiled late is compiled.
    await measure(page, { steps: 10 });
    console.log(`\n${engine}: milliseconds of script a frame, ${FRAMES} frames each`);
    console.log(`${'run'.padEnd(28)}${'median'.padStart(8)}${'99 %'.padStart(8)}`);
    for (const [name, settings] of Object.entries(runs)) {
      const sorted = (await measure(page, settings)).sort((a, b) => a - b);
      console.log(`${name.padEnd(28)}${quantile(sorted, 0.5).toFixed(2).padStart(8)}${quantile(sorted, 0.99).toFixed(2).padStart(8)}`);
    }
  } finally {
    await page.close();
  }
}
await server.close();
