// What the suites share: a browser and a server for all tests of an engine, pages with a figure, and hands on the figure.
//
//   inEveryEngine('what is tested', ({ engine, test, page, open, silent }) => {
//     test('what it does', async () => {
//       const figure = await open('gradient-descent', { 'learning-rate': 0.4 });
//       await figure.set({ learningRate: 1.1 });
//       assert.equal(await figure.words('.verdict'), 'diverges');
//       await silent();
//     });
//   });
//
// `node --test tests/browser/NAME.test.mjs` runs a file alone, in the engines that the environment variable ENGINE names.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test as nodeTest } from 'node:test';
import { engines, Session } from './engines.mjs';
import { startServer } from './server.mjs';

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */
/** @typedef {import('./engines.mjs').TestCode} TestCode */
/** @typedef {[code: TestCode] | [options: import('node:test').TestOptions, code: TestCode]} Rest */
/** @typedef {string | Record<string, string | number>} Query an address's query, as it is or by name; in English where it says nothing */

/** @typedef {(name: string, ...rest: Rest) => void} Test */

/**
 * @typedef {object} Hands what a suite is given for an engine
 * @property {string} engine
 * @property {Test & { alone: Test }} test as Node's own, with the browser as new. `test.alone` is for what measures time:
 *   in a run of all suites it waits until nothing else runs
 * @property {Session} page the browser; started for the first test
 * @property {Server} server of the built page, as strict as a host can be; the same for all suites
 * @property {(options?: Parameters<typeof startServer>[0]) => Promise<Server>} serve starts another server for one test
 * @property {<T extends { close: () => unknown }>(thing: T) => T} keep closes something when the test has ended
 * @property {(tag: string, query?: Query, options?: Opening) => Promise<Figure>} open
 *   opens a page with one figure, that of the article, and waits until it says what it shows
 * @property {(query?: Query, selector?: string, options?: Opening) => Promise<Figure>} openArticle
 *   opens the whole page, brings a figure into view, the first if none is named, and waits until it says what it shows
 * @property {(selector: string) => Figure} figure hands on a figure of whatever page is open, by a selector in the light tree
 * @property {() => Promise<void>} silent fails if the page has reported anything since it was opened
 * @property {(...selectors: string[]) => Promise<string[]>} violations what axe-core finds on the page, or in what selectors
 *   name; the page must come from a server without a policy: `await serve({ csp: false })`
 */

/**
 * @typedef {object} Opening
 * @property {Server} [from] another server
 * @property {{ width: number, height: number }} [size] in a frame of exactly that size
 * @property {string} [part] the part whose text is waited for, where that is not the verdict: `.failure`
 */

/** Which tests are wanted: those without a clock, those with one, or all. */
const CLOCK = process.env.CLOCK ?? '';
const WITHOUT = 'without';
const ONLY = 'only';

const site = await startServer();
site.unref();

/** The browsers and how many suites are still to use each. @type {Map<string, { page: Session, suites: number }>} */
const browsers = new Map();

/**
 * Describes tests for each engine that is to be tested.
 * @param {string} topic @param {(hands: Hands) => void} define
 */
export function inEveryEngine(topic, define) {
  for (const engine of engines()) {
    const browser = browsers.get(engine) ?? { page: new Session(engine), suites: 0 };
    browsers.set(engine, browser);
    describe(`${topic} in ${engine}`, () => {
      const suite = { tests: 0 };
      define(handsOn(browser.page, suite));
      if (!suite.tests) return;
      browser.suites += 1;
      after(async () => {
        browser.suites -= 1;
        if (!browser.suites) await browser.page.close();
      });
    });
  }
}

/** @param {Session} page @param {{ tests: number }} suite @returns {Hands} */
function handsOn(page, suite) {
  /** What the test that runs has opened. @type {{ close: () => unknown }[]} */
  const opened = [];
  /** @type {Hands['keep']} */
  const keep = (thing) => {
    opened.push(thing);
    return thing;
  };
  /** @type {(isAlone: boolean) => Test} */
  const testing = (isAlone) => (name, ...rest) => {
    if (CLOCK === (isAlone ? WITHOUT : ONLY)) return;
    suite.tests += 1;
    const [options, code] = rest.length === 1 ? [{}, rest[0]] : rest;
    nodeTest(name, options, async (context) => {
      try {
        await revived(page, name, () => code(context));
      } finally {
        await Promise.all(opened.splice(0).map((thing) => thing.close()));
      }
    });
  };
  const figure = (/** @type {string} */ selector) => new Figure(page, selector);
  const show = async (/** @type {string} */ path, /** @type {string} */ selector, /** @type {Query} */ query, /** @type {Opening} */ { from = site, size, part = '.verdict' }) => {
    const asked = new URLSearchParams(typeof query === 'string' ? query : Object.entries(query).map(([name, value]) => [name, String(value)]));
    if (!asked.has('lang')) asked.set('lang', 'en');
    const url = `${from.url(path)}?${asked}`;
    if (size) await page.openFramed(url, size);
    else await page.open(url);
    const shown = figure(selector);
    await shown.shows(part);
    // The other figures of the page answer as well, which may be asked next.
    if (path === '/' && part === '.verdict') await page.waitFor(() => /** @type {any} */ (document.createElement('batch-throughput')).samples);
    return shown;
  };
  return {
    engine: page.name,
    test: Object.assign(testing(false), { alone: testing(true) }),
    page,
    server: site,
    serve: async (options) => keep(await startServer(options)),
    keep,
    open: (tag, query = {}, options = {}) => show(`/only-${tag}.html`, tag, query, options),
    openArticle: (query = {}, selector = 'gradient-descent', options = {}) => show('/', selector, query, options),
    figure,
    silent: async () => assert.deepEqual(await page.messages(), []),
    violations: (...selectors) => violations(page, selectors),
  };
}

/**
 * Runs a test in a browser that is as good as new. A browser's own death is told from a failure of the page: where the
 * browser has ended under a test, it is started anew and the test runs once more. A page that ends it every time still fails.
 * @param {Session} page @param {string} name @param {() => void | Promise<void>} code
 */
async function revived(page, name, code) {
  try {
    await page.begin();
    await page.refresh();
    await code();
  } catch (error) {
    if (await page.isAlive()) throw error;
    console.log(`${page.name} has ended during "${name}" and is started anew: ${error}\n${page.log.slice(-2000)}`);
    await page.restart();
    await code();
  }
}

/** A figure on the page that is open. Code that runs in the page is given the element first. */
export class Figure {
  /** @param {Session} page @param {string} selector in the light tree */
  constructor(page, selector) {
    this.page = page;
    this.selector = selector;
  }

  /** @param {Function} code */
  #on(code) {
    return `(selector, ...values) => (${code})(document.querySelector(selector), ...values)`;
  }

  /**
   * Runs a function in the page; see `Session.run`.
   * @template T
   * @param {(figure: any, ...values: any[]) => T | Promise<T>} code @param {...unknown} values
   * @returns {Promise<T>}
   */
  run(code, ...values) {
    return this.page.run(/** @type {any} */ (this.#on(code)), this.selector, ...values);
  }

  /**
   * Waits until a function in the page returns something true, and returns that.
   * @param {(figure: any, ...values: any[]) => any} code @param {...unknown} values
   */
  waitFor(code, ...values) {
    return this.page.waitFor(this.#on(code), this.selector, ...values);
  }

  /** Brings the figure into view and waits until a part of it has text; returns the text. */
  async shows(part = '.verdict') {
    return this.waitFor((figure, part) => {
      const box = figure.getBoundingClientRect();
      if (box.bottom < 0 || box.top > innerHeight) figure.scrollIntoView({ behavior: 'instant' });
      return figure.shadowRoot?.querySelector(part)?.textContent;
    }, part);
  }

  /** Waits until all that was asked of the figure is drawn and said, by the reader's hand too, which the page hears in a frame. */
  async drawn() {
    await this.run((figure) => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))).then(() => figure.updateComplete));
  }

  /** Sets properties, and waits until that is drawn. @param {Record<string, unknown>} settings */
  async set(settings) {
    await this.run((figure, settings) => void Object.assign(figure, settings), settings);
    await this.drawn();
  }

  /** Returns a property. @param {string} name */
  async get(name) {
    return this.run((figure, name) => figure[name], name);
  }

  /** Returns properties, by name. @param {...string} names @returns {Promise<Record<string, any>>} */
  async read(...names) {
    return this.run((figure, names) => Object.fromEntries(names.map((/** @type {string} */ name) => [name, figure[name]])), names);
  }

  /**
   * Sets η from 0 up to `most` as a drag does, and returns where its controls were meanwhile: each different set of places once.
   * @param {number} most @param {number} step @returns {Promise<string[]>}
   */
  placesWhileDragged(most, step) {
    return this.run(async (figure, most, step) => {
      const seen = new Set();
      for (let rate = 0; rate <= most; rate += step) {
        figure.learningRate = rate;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const top = figure.getBoundingClientRect().top;
        seen.add(['.planes', '.control-learning-rate', '.transport', '.presets'].map((part) => figure.shadowRoot.querySelector(part).getBoundingClientRect().top - top).join());
      }
      return [...seen];
    }, most, step);
  }

  /** Returns the text, as it is shown, of a part in the shadow tree, once it is drawn; nothing where there is no such part. */
  async words(/** @type {string} */ part) {
    await this.drawn();
    return this.run((figure, part) => /** @type {string} */ (figure.shadowRoot.querySelector(part)?.innerText ?? ''), part);
  }

  /** Waits until a part of the shadow tree says exactly this. @param {string} part @param {string} text */
  async says(part, text) {
    await this.waitFor((figure, part, text) => figure.shadowRoot?.querySelector(part)?.textContent === text, part, text);
  }

  /** The point at a fraction of the width and height of a part in the shadow tree, which is scrolled into view. */
  point(/** @type {string} */ part, x = 0.5, y = 0.5) {
    return this.page.pointIn(`${this.selector} >>> ${part}`, x, y);
  }

  /** Clicks a part in the shadow tree, and waits until what that does is drawn. */
  async click(/** @type {string} */ part, x = 0.5, y = 0.5) {
    await this.page.click(await this.point(part, x, y));
    await this.drawn();
  }

  /** Puts the focus on a part in the shadow tree. */
  async focus(/** @type {string} */ part) {
    await this.run((figure, part) => figure.shadowRoot.querySelector(part).focus(), part);
  }

  /** Presses keys, see `Session.press`, and waits until what they do is drawn. */
  async press(/** @type {string[]} */ ...keys) {
    await this.page.press(...keys);
    await this.drawn();
  }
}

/** @type {string | undefined} */
let axe;

/** @param {Session} page @param {string[]} selectors @returns {Promise<string[]>} */
async function violations(page, selectors) {
  if (!(await page.run(() => 'axe' in window))) {
    axe ??= readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
    await page.driver.executeScript(axe);
  }
  return page.run(async (selectors) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const where = selectors.length ? { include: selectors.map((/** @type {string} */ selector) => [selector]) } : document;
    const { violations } = await /** @type {any} */ (window).axe.run(where, { resultTypes: ['violations'] });
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes
      .map((/** @type {any} */ { target, failureSummary }) => `${target.flat(9).join(' ')} ${failureSummary}`).join('; ')}`);
  }, selectors);
}
