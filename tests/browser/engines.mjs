// One way to drive all three engines: open a page, run code in it, point, type, take a picture, read what it reported.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { By } from 'selenium-webdriver';
import { Command, Name } from 'selenium-webdriver/lib/command.js';
import { dragActions, hoverActions, keyActions } from './actions.mjs';
import { ENGINES, startEngine, WINDOW } from './drivers.mjs';
import { until } from './processes.mjs';

/** The engines to test: those that the environment variable ENGINE lists, or all. */
export function engines() {
  const wanted = (process.env.ENGINE ?? '').split(',').map((name) => name.trim()).filter(Boolean);
  return wanted.length ? wanted : ENGINES;
}

/** @typedef {import('./drivers.mjs').Wishes} Wishes */

/**
 * Starts an engine, hands it to `use`, ends it.
 * @template T
 * @param {string} name
 * @param {(session: Session) => Promise<T>} use
 * @param {Wishes} [wishes]
 */
export async function withEngine(name, use, wishes) {
  const session = await Session.start(name, wishes);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/**
 * Returns a `test` that tells a browser's own death from a failure of the page: where the browser has ended under a
 * test, it says so, starts another and runs the test once more. A page that ends its browser every time still fails.
 * @param {() => Session} session the browser that the tests drive
 * @returns {(name: string, ...rest: [code: TestCode] | [options: import('node:test').TestOptions, code: TestCode]) => void}
 */
export function testsIn(session) {
  return (name, ...rest) => {
    const code = /** @type {TestCode} */ (rest.at(-1));
    const options = typeof rest[0] === 'function' ? {} : rest[0];
    test(name, options, async (context) => {
      try {
        await code(context);
      } catch (error) {
        const browser = session();
        if (await browser.isAlive()) throw error;
        console.log(`${browser.name} has ended during "${name}" and is started anew: ${error}\n${browser.log.slice(-2000)}`);
        await browser.restart();
        await code(context);
      }
    });
  };
}

/** @typedef {(context: import('node:test').TestContext) => void | Promise<void>} TestCode */
/** @typedef {import('./actions.mjs').Point} Point */

/** In the page: its height, once that has stayed the same for a while. */
async function settledHeight() {
  const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  let height = -1;
  for (let same = 0, go = 0; same < 3 && go < 50; go += 1) {
    const now = document.documentElement.scrollHeight;
    same = now === height ? same + 1 : 0;
    height = now;
    await pause(100);
  }
  return height;
}

/** What a window's frame takes at most, and how high a window can be, in pixels. */
const MOST_FRAME = 200;
const MOST_HEIGHT = 32_000;

/** A browser that is being driven, or will be. */
export class Session {
  /** @type {Awaited<ReturnType<typeof startEngine>> | undefined} */
  #started;
  #wishes;
  /** Whether the window has the size, and the page the wishes, that it began with, and no button is pressed. */
  #isAsBegun = true;

  /** @param {string} name @param {Wishes} [wishes] */
  constructor(name, wishes) {
    this.name = name;
    this.#wishes = wishes;
  }

  /** @param {string} name @param {Wishes} [wishes] */
  static async start(name, wishes) {
    const session = new Session(name, wishes);
    await session.begin();
    return session;
  }

  /** Starts the browser, unless it has been. */
  async begin() {
    if (this.#started) return;
    this.#started = await startEngine(this.name, this.#wishes);
    try {
      await this.#prepare();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #prepare() {
    if (this.name === 'chromium') await this.cdp('Emulation.clearDeviceMetricsOverride');
    await this.driver.execute(new Command(Name.CLEAR_ACTIONS));
    await this.setSize(WINDOW);
    await this.setTheme(this.#wishes ?? {});
    this.#isAsBegun = true;
  }

  /** Ends what is left of the browser and starts it as it was started at first. */
  async restart() {
    await this.close();
    await this.begin();
  }

  /**
   * Makes the browser as good as a new one for the next page: one window, of the first size, with the first wishes, outside
   * of any frame, and nothing in its log of what was before.
   */
  async refresh() {
    const [first, ...others] = await this.driver.getAllWindowHandles();
    for (const other of others) {
      await this.driver.switchTo().window(other);
      await this.driver.close();
    }
    if (others.length) await this.driver.switchTo().window(first);
    await this.driver.switchTo().defaultContent();
    if (!this.#isAsBegun) await this.#prepare();
    if (this.name === 'chromium') await this.driver.manage().logs().get('browser');
  }

  /** What drives the browser. */
  get driver() {
    if (!this.#started) throw new Error(`${this.name} has not been started`);
    return this.#started.driver;
  }

  /** Whether the browser still answers. */
  async isAlive() {
    return this.#started?.driver.getWindowHandle().then(() => true, () => false) ?? false;
  }

  /** Whether the driver can touch: that of WebKitGTK sends a mouse's events instead. */
  get touches() {
    return this.name !== 'webkit';
  }

  /** Ends the browser and everything around it. */
  async close() {
    const started = this.#started;
    if (!started) return;
    this.#started = undefined;
    try {
      // An engine that hangs is ended all the same.
      await Promise.race([started.driver.quit(), new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
    } catch {
      // It may have ended already.
    } finally {
      await started.processes.ended();
    }
  }

  /** What the driver and the browser wrote to their terminal. */
  get log() {
    return this.#started?.processes.log ?? '';
  }

  /** Sets the size of the page's view. @param {{ width: number, height: number }} size */
  async setSize({ width, height }) {
    this.#isAsBegun = false;
    const window = this.driver.manage().window();
    // The rectangle that WebDriver sets is the outer one: what the frame takes is added in a second go.
    let outer = { width, height };
    for (let go = 0; go < 2; go += 1) {
      await window.setRect({ x: 0, y: 0, ...outer });
      const frame = await this.run(async (width, height, most) => {
        // A window follows in its own time, a high one of WebKit long after the driver has answered. A frame takes little.
        for (let look = 0; ; look += 1) {
          const frame = { width: width - innerWidth, height: height - innerHeight };
          if (Object.values(frame).every((taken) => taken >= 0 && taken <= most) || look === 40) return frame;
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      }, outer.width, outer.height, MOST_FRAME);
      outer = { width: width + Math.max(0, frame.width), height: height + Math.max(0, frame.height) };
    }
  }

  /**
   * Takes a picture of the whole page, however long, at a width that also a phone may have.
   * @param {string} url @param {string} file
   * @param {{ width?: number, height?: number, setup?: (engine: string) => unknown }} [options]
   *   `setup` runs in the page once it is loaded
   */
  async wholePage(url, file, { width = 1280, height = 800, setup } = {}) {
    if (this.name === 'chromium') {
      const metrics = { width, deviceScaleFactor: 1, mobile: false };
      await this.cdp('Emulation.setDeviceMetricsOverride', { ...metrics, height });
      try {
        await this.open(url);
        if (setup) await this.run(setup, this.name);
        // What comes into view may make the page longer.
        for (let go = 0; go < 2; go += 1) {
          const content = await this.run(settledHeight);
          await this.cdp('Emulation.setDeviceMetricsOverride', { ...metrics, height: Math.max(height, content) });
        }
        await this.run(settledHeight);
        await this.screenshot(file);
      } finally {
        await this.cdp('Emulation.clearDeviceMetricsOverride');
      }
      return;
    }
    await this.openFramed(url, { width, height });
    if (setup) await this.run(setup, this.name);
    // X11 has no higher windows.
    const content = Math.min(MOST_HEIGHT, Math.max(height, await this.run(settledHeight)));
    await this.driver.switchTo().defaultContent();
    await this.run((height) => document.querySelector('#frame')?.setAttribute('height', height), content);
    await this.setSize({ width: Math.max(width, 500), height: content });
    await this.run(settledHeight);
    await this.screenshot(file, { selector: '#frame' });
    await this.setSize(WINDOW);
    await this.driver.switchTo().frame(this.driver.findElement(By.id('frame')));
  }

  /** Opens an address and waits until it is loaded. */
  async open(/** @type {string} */ url) {
    await this.driver.switchTo().defaultContent();
    await this.driver.get(url);
  }

  /**
   * Opens an address in a frame of exactly that size, and goes into the frame.
   * @param {string} url @param {{ width: number, height: number }} size
   */
  async openFramed(url, { width, height }) {
    const { origin, pathname, search, hash } = new URL(url);
    const query = new URLSearchParams({ width: `${width}`, height: `${height}`, src: pathname + search + hash });
    await this.open(`${origin}/__frame?${query}`);
    await this.driver.switchTo().frame(this.driver.findElement(By.id('frame')));
    await this.waitFor(() => document.readyState === 'complete' && location.href !== 'about:blank');
  }

  /**
   * Runs a function in the page; it may be asynchronous. Arguments and result travel as JSON.
   * @template T
   * @param {((...values: any[]) => T | Promise<T>) | string} code as a function, or as the text of one
   * @param {...unknown} values
   * @returns {Promise<T>}
   */
  async run(code, ...values) {
    const script = `const values = [...arguments], done = values.pop();
      const told = (error) => done({ error: error + '\\n' + (error?.stack ?? '') });
      (async () => (${code})(...values))().then((value) => done({ value }), told);`;
    const answer = /** @type {{ value?: T, error?: string }} */ (await this.driver.executeAsyncScript(script, ...values));
    if (answer.error !== undefined) throw new Error(`in the page: ${answer.error}`);
    return /** @type {T} */ (answer.value);
  }

  /**
   * Waits until a function in the page returns something true, and returns that. Until then it may throw too.
   * @param {((...values: any[]) => any) | string} code @param {...unknown} values
   */
  async waitFor(code, ...values) {
    /** @type {any[]} */
    let last;
    const attempt = () => this.run(code, ...values).catch((error) => {
      last = error;
      // There is nothing to wait for from a browser that has ended.
      if (error.name === 'NoSuchSessionError') throw error;
    });
    return until(attempt).catch((error) => {
      throw new Error(`${error.message} for ${code}`, { cause: last });
    });
  }

  /** The point at a fraction of an element's width and height; the element is scrolled into view. */
  async pointIn(/** @type {string} */ selector, x = 0.5, y = 0.5) {
    return this.run((selector, x, y) => {
      // A path through shadow roots: "gradient-descent >>> input".
      const parts = selector.split('>>>');
      const element = parts.reduce((/** @type {any} */ root, /** @type {any} */ part) => (root.shadowRoot ?? root).querySelector(part.trim()), document);
      if (!element) throw new Error(`nothing matches ${selector}`);
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      return { x: Math.round(box.left + box.width * x), y: Math.round(box.top + box.height * y) };
    }, selector, x, y);
  }

  /**
   * Presses at the first point, moves to the others in small steps, releases. A touch that moves sideways where
   * the page lets the browser pan (`touch-action`) goes back in history in Chromium, as on a phone.
   * @param {Point[]} points
   * @param {{ pointer?: 'mouse' | 'touch' | 'pen', steps?: number, pause?: number, release?: boolean }} [options]
   *   steps between two points, and milliseconds that each takes
   */
  async drag(points, { pointer = 'mouse', steps = 20, pause = 16, release = true } = {}) {
    await this.#perform(dragActions(points, { pointer, steps, pause, release }));
    if (!release) this.#isAsBegun = false;
    if (release) await this.driver.execute(new Command(Name.CLEAR_ACTIONS));
  }

  /** Moves the mouse there without pressing. */
  async hover(/** @type {Point} */ point) {
    await this.#perform(hoverActions(point));
  }

  /** Clicks or taps there. */
  async click(/** @type {Point} */ point, /** @type {'mouse' | 'touch' | 'pen'} */ pointer = 'mouse') {
    await this.drag([point], { pointer });
  }

  /** Presses keys one after the other, e.g. `press('Tab', 'Shift+ArrowRight', 'a')`. */
  async press(/** @type {string[]} */ ...keys) {
    await this.#perform(keyActions(keys));
  }

  async #perform(/** @type {object[]} */ actions) {
    await this.driver.execute(new Command(Name.ACTIONS).setParameter('actions', actions));
  }

  /**
   * Writes a picture of the view, or of the element that `selector` names (in the light tree).
   * @param {string} file @param {{ selector?: string }} [options]
   */
  async screenshot(file, { selector } = {}) {
    const picture = selector
      ? await this.driver.findElement(By.css(selector)).takeScreenshot(true)
      : await this.driver.takeScreenshot();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, picture, 'base64');
  }

  /** Returns the page as a PDF, in base64, printed as a reader's browser does by default: without backgrounds. Not in WebKit. */
  async pdf() {
    if (this.name === 'chromium') return (await this.cdp('Page.printToPDF')).data;
    return /** @type {any} */ (this.driver).printPage({ background: false });
  }

  /**
   * Makes the page see the reader's wishes as given; returns false for WebKit, which takes them only at its start.
   * @param {Wishes} wishes
   */
  async setTheme({ theme = 'light', reducedMotion = false, forcedColors = false }) {
    this.#isAsBegun = false;
    if (this.name === 'chromium') {
      const feature = (/** @type {string} */ name, /** @type {string} */ value) => ({ name, value });
      await this.cdp('Emulation.setEmulatedMedia', {
        features: [
          feature('prefers-color-scheme', theme),
          feature('prefers-reduced-motion', reducedMotion ? 'reduce' : 'no-preference'),
          feature('forced-colors', forcedColors ? 'active' : 'none'),
        ],
      });
      return true;
    }
    if (this.name !== 'firefox') return false;
    const driver = /** @type {any} */ (this.driver);
    await driver.setContext('chrome');
    try {
      await driver.executeScript(`
        const [dark, still, forced] = arguments;
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
        Services.prefs.setIntPref('ui.prefersReducedMotion', still ? 1 : 0);
        Services.prefs.setIntPref('browser.display.document_color_use', forced ? 2 : 0);
      `, theme === 'dark', reducedMotion, forcedColors);
    } finally {
      await driver.setContext('content');
    }
    return true;
  }

  /** Sends a command of the Chrome DevTools Protocol; Chromium only. */
  async cdp(/** @type {string} */ method, /** @type {object} */ parameters = {}) {
    if (method.startsWith('Emulation.')) this.#isAsBegun = false;
    return /** @type {any} */ (this.driver).sendAndGetDevToolsCommand(method, parameters);
  }

  /**
   * Everything that the page reported since it was opened, and what Chromium's own log holds; empty is good.
   * @returns {Promise<{ source: string, type: string, text: string }[]>}
   */
  async messages() {
    const messages = await this.run(() => window.__probe.messages);
    if (this.name !== 'chromium') return messages;
    const entries = await this.driver.manage().logs().get('browser');
    return [...messages, ...entries.map(({ level, message }) => ({ source: 'browser', type: level.name, text: message }))];
  }

  /**
   * Waits until the page is done with what it was doing, however slow the machine: until no frame has been drawn for
   * 0.4 s and none is asked for. Fails where that does not come in so many goes: a page that draws on and on cannot pass.
   */
  async rests(goes = 50) {
    const counts = await this.run(async (goes) => {
      const counts = [window.__probe.frames];
      for (let go = 0; go < goes; go += 1) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        const { frames, pendingFrames } = window.__probe;
        if (frames === counts.at(-1) && pendingFrames === 0) return [];
        counts.push(frames);
      }
      return counts;
    }, goes);
    if (counts.length) throw new Error(`the page draws on and on: ${counts.slice(-10)} frames`);
  }

  /**
   * The probe's counters: frames, frameTime, longestFrame, pendingFrames, timers (set), ticks (timers' callbacks that ran),
   * started (the time at which the first figure answered and was drawn). The driver of WebKit starts timers in the page too,
   * so there those tell little.
   */
  async counters() {
    return this.run(() => ({ ...window.__probe, messages: undefined }));
  }
}
