// From navigation to the first interactive figure, and what a page does while nothing moves.

import { withEngine } from '../tests/browser/engines.mjs';
import { median } from './numbers.mjs';

const STARTS = 9;
const IDLE_SECONDS = 5;

/** @typedef {import('../tests/browser/engines.mjs').Session} Session */

/** Opens the page and returns the milliseconds until the first figure answered and was drawn. */
export async function open(/** @type {Session} */ page, /** @type {string} */ url) {
  await page.open(url);
  return page.waitFor(() => window.__probe.started);
}

/** Returns that of many starts, the median: each in a browser of its own, which has nothing in its caches. */
export async function measureStart(/** @type {string} */ engine, /** @type {string} */ url) {
  const times = [];
  for (let go = 0; go < STARTS; go += 1) times.push(await withEngine(engine, (page) => open(page, url)));
  return median(times);
}

/** Returns the frames and timers that run in a second while nothing moves. */
export async function measureIdle(/** @type {Session} */ page) {
  const pause = (/** @type {number} */ seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const done = async () => {
    const { frames, ticks } = await page.counters();
    return frames + ticks;
  };
  await pause(1);
  const before = await done();
  await pause(IDLE_SECONDS);
  return ((await done()) - before) / IDLE_SECONDS;
}
