// How each engine is started: its WebDriver, its options, what it needs around it.

import { accessSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { Builder, Capabilities, logging } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import firefox from 'selenium-webdriver/firefox.js';
import { freePort, Processes, until } from './processes.mjs';

const CHROMIUM = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

/** The window's size at the start; the screen of WebKit is larger, so that a window can grow. */
export const WINDOW = { width: 1280, height: 900 };
const SCREEN = '1600x6000x24';

/**
 * What the reader wishes, as the system tells the page.
 * @typedef {{ theme?: 'light' | 'dark', reducedMotion?: boolean, forcedColors?: boolean }} Wishes
 */

/** @type {Record<string, (processes: Processes, wishes: Wishes) => Promise<import('selenium-webdriver').WebDriver>>} */
const START = {
  async chromium(processes) {
    const url = await startDriver(processes, process.env.CHROMEDRIVER ?? 'chromedriver', (port) => [`--port=${port}`]);
    const logs = new logging.Preferences();
    logs.setLevel(logging.Type.BROWSER, logging.Level.ALL);
    const options = new chrome.Options();
    options.addArguments(...CHROMIUM, `--user-data-dir=${join(processes.folder, 'profile')}`, `--window-size=${WINDOW.width},${WINDOW.height}`);
    options.setLoggingPrefs(logs);
    const binary = process.env.CHROMIUM ?? find('chromium') ?? find('chromium-browser');
    if (binary) options.setBinaryPath(binary);
    return new Builder().usingServer(url).forBrowser('chrome').setChromeOptions(options).build();
  },

  async firefox(processes) {
    // System access is for setTheme, which changes preferences while Firefox runs.
    const parameters = (/** @type {number} */ port) => [
      `--port=${port}`,
      '--allow-system-access',
      `--profile-root=${processes.folder}`,
      '--websocket-port=0',
    ];
    const url = await startDriver(processes, process.env.GECKODRIVER ?? 'geckodriver', parameters, {
      HOME: processes.folder,
      MOZ_HEADLESS_WIDTH: '1600',
      MOZ_HEADLESS_HEIGHT: '6000',
    });
    const options = new firefox.Options().addArguments('-headless');
    const binary = process.env.FIREFOX ?? find('firefox-esr') ?? find('firefox');
    if (binary) options.setBinary(binary);
    return new Builder().usingServer(url).forBrowser('firefox').setFirefoxOptions(options).build();
  },

  async webkit(processes, { theme, reducedMotion }) {
    const settings = join(processes.folder, 'gtk-3.0');
    mkdirSync(settings);
    writeFileSync(join(settings, 'settings.ini'), `[Settings]\ngtk-enable-animations=${Number(!reducedMotion)}\n`);
    const display = process.env.DISPLAY ?? (await startScreen(processes));
    const driver = process.env.WEBKIT_DRIVER ?? find('WebKitWebDriver') ?? 'WebKitWebDriver';
    const url = await startDriver(processes, driver, (port) => [`--port=${port}`], {
      DISPLAY: display,
      HOME: processes.folder,
      XDG_CACHE_HOME: processes.folder,
      XDG_DATA_HOME: processes.folder,
      XDG_CONFIG_HOME: processes.folder,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
    });
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation', ...(theme === 'dark' ? ['--dark-mode'] : [])] },
    });
    return new Builder().usingServer(url).withCapabilities(capabilities).build();
  },
};

/** The engines that can be started. */
export const ENGINES = Object.keys(START);

/** Starts an engine; on failure, tells what its driver wrote. @param {string} name @param {Wishes} [wishes] */
export async function startEngine(name, wishes = {}) {
  const start = START[name];
  if (!start) throw new Error(`there is no engine "${name}"; there are ${ENGINES.join(', ')}`);
  const processes = new Processes();
  try {
    const driver = await start(processes, wishes);
    await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000, implicit: 0 });
    return { driver, processes };
  } catch (error) {
    processes.end();
    throw new Error(`${name} did not start: ${error}\n${processes.log}`, { cause: error });
  }
}

/**
 * Starts a WebDriver server on a free port and waits until it answers.
 * @param {Processes} processes
 * @param {string} program
 * @param {(port: number) => string[]} parameters
 * @param {Record<string, string>} [env]
 */
async function startDriver(processes, program, parameters, env) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = processes.start(program, parameters(port), { env });
  await until(async () => {
    if (child.pid === undefined) throw new Error(`${program} is not there`);
    if (child.exitCode !== null) throw new Error(`${program} ended at once`);
    return fetch(`${url}/status`).then((response) => response.ok, () => false);
  });
  return url;
}

/** Starts a screen in memory on a display that is free, and returns the display. */
async function startScreen(/** @type {Processes} */ processes) {
  const child = processes.start('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'], { pipe: true });
  let number = '';
  child.stdio[3]?.on('data', (data) => (number += data));
  await until(() => {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`Xvfb ended at once: ${processes.log}`);
    return number.endsWith('\n');
  });
  return `:${number.trim()}`;
}

function find(/** @type {string} */ program) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program)).find(exists);
}

function exists(/** @type {string} */ file) {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}

/** WebKitGTK's own small browser; it comes with the library and is not on PATH. */
function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const packages = ['libwebkit2gtk-4.1-0', 'libwebkitgtk-6.0-4', 'libwebkit2gtk-4.0-37'];
  const { stdout = '' } = spawnSync('dpkg', ['-L', ...packages], { encoding: 'utf8' });
  const folders = ['/usr/libexec', '/usr/lib', '/usr/lib64'];
  const versions = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];
  const known = folders.flatMap((folder) => versions.map((version) => `${folder}/${version}/MiniBrowser`));
  const found = [...(stdout ?? '').split('\n').filter((file) => file.endsWith('/MiniBrowser')), ...known].find(exists);
  if (!found) throw new Error('MiniBrowser of WebKitGTK is not to be found; name it in MINIBROWSER');
  return found;
}
