// From navigation to the first live figure on a slow phone: a line of 1.6 Mbit/s with 150 ms from request to answer, a processor slowed
// four times, nothing in the caches, files gzipped as hosts send them. In Chromium, which alone can be slowed.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { withEngine } from '../tests/browser/engines.mjs';
import { DIST } from '../tests/browser/server.mjs';
import { until } from '../tests/browser/processes.mjs';

const STARTS = 5;
const BYTES_PER_SECOND = 1_600_000 / 8;
export const LATENCY_MS = 150;
const SLOWER = 4;

const TYPES = /** @type {Record<string, string>} */ ({ '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' });

/**
 * When what was there, in milliseconds from the navigation.
 * @typedef {object} Start
 * @property {number} page the page itself
 * @property {number} line the last byte of what the figure was made of
 * @property {number} module the module, compiled and started
 * @property {number} live the figure: it answers, and has been drawn
 * @property {number} busy milliseconds for which the page's thread had no rest until then
 * @property {number} bytes that came over the line until then
 */

/** Serves a built page as hosts do. @param {string} dist */
async function serve(dist) {
  /** @type {Map<string, Buffer>} */
  const bodies = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    try {
      const body = bodies.get(name) ?? gzipSync(readFileSync(join(dist, name)), { level: 9 });
      bodies.set(name, body);
      response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Content-Encoding': 'gzip', 'Content-Length': body.length, 'Cache-Control': 'max-age=600' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/?lang=en`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** Runs in the page before everything else: notes when the module has started, and the frame after the first figure's. */
function watch() {
  const seen = { module: 0, live: 0, busy: 0 };
  Object.assign(globalThis, { __line: seen });
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(original, values) {
      const instance = new original(...values);
      seen.module ||= performance.now();
      return instance;
    },
  });
  let blocked = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (blocked += duration))).observe({ type: 'longtask', buffered: true });
  addEventListener('figure-load', () => requestAnimationFrame(() => setTimeout(() => {
    seen.live ||= performance.now();
    seen.busy ||= blocked;
  })), { once: true });
}

/** @param {string} url @returns {Promise<Start>} */
const start = (url) => withEngine('chromium', async (page) => {
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source: `(${watch})()` });
  await page.cdp('Network.enable');
  await page.cdp('Network.emulateNetworkConditions', { offline: false, latency: LATENCY_MS, downloadThroughput: BYTES_PER_SECOND, uploadThroughput: BYTES_PER_SECOND });
  await page.cdp('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.open(url);
  // Asked for seldom: the driver's questions take the page's time too.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  return until(() => page.run(() => {
    const { module, live, busy } = /** @type {any} */ (globalThis).__line;
    if (!live) return undefined;
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    const files = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource')).filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= module);
    return {
      page: navigation.responseEnd,
      line: Math.max(...files.map(({ responseEnd }) => responseEnd)),
      module,
      live,
      busy,
      bytes: navigation.encodedBodySize + files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  }));
});

/** Returns the start in the middle of five, by when the figure lives. @param {string} [dist] the built page */
export async function measureLine(dist = DIST) {
  const server = await serve(dist);
  try {
    const starts = [];
    for (let go = 0; go < STARTS; go += 1) starts.push(await start(server.url));
    starts.sort((a, b) => a.live - b.live);
    console.error(`  slow line: ${starts.map(({ live }) => live.toFixed(0)).join(', ')} ms`);
    return starts[STARTS >> 1];
  } finally {
    await server.close();
  }
}
