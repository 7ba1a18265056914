// Hosts as they come, friendly or not: in each the figure lives, or says in the page's language why it does not, and the
// page around it goes on.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { By } from 'selenium-webdriver';
import { inEveryEngine } from './fixture.mjs';
import { DIST } from './server.mjs';

const PACKAGE = join(DIST, 'package');
const TYPES = /** @type {Record<string, string>} */ ({ '.js': 'text/javascript', '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json' });

/**
 * A host as they are: no headers but the type, and the ones given.
 * @param {Record<string, string>} pages by path; everything else is the package
 * @param {Record<string, string>} [headers]
 * @param {(path: string) => { status?: number, type?: string, body?: string } | undefined} [override]
 */
async function startHost(pages, headers = {}, override = () => undefined) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const type = TYPES[extname(path)] ?? TYPES['.html'];
    const other = override(path);
    try {
      const body = other?.body ?? pages[path] ?? readFileSync(join(PACKAGE, path));
      response.writeHead(other?.status ?? 200, { 'Content-Type': other?.type ?? type, 'Cache-Control': 'no-store', ...headers }).end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: (/** @type {string} */ path) => `http://127.0.0.1:${port}${path}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

const escaped = (/** @type {string} */ text) => text.replace(/[&"<]/g, (character) => `&#${character.charCodeAt(0)};`);
const FIGURE = '<gradient-descent learning-rate="0.4"></gradient-descent>';
const FALLBACK = '<gradient-descent lang="ja"><p id="fallback">図の代わり</p></gradient-descent>';
/** What a page saw go wrong. */
const WATCH = '<script>window.faults = []; addEventListener("error", (event) => faults.push(String(event.message))); addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));</script>';
const page = (/** @type {string} */ body, head = '', html = 'lang="en"') => `<!doctype html><html ${html}><head><meta charset="utf-8"><link rel="icon" href="data:,">${WATCH}${head}</head><body>${body}</body></html>`;
const module = (/** @type {string} */ src) => `<script type="module" src="${src}"></script>`;
const classic = (/** @type {string} */ src) => `<script src="${src}"></script>`;

inEveryEngine('hosts', ({ engine, test, page: browser, serve, keep }) => {
  /** @param {Parameters<typeof startHost>} given */
  const hosting = async (...given) => keep(await startHost(...given));
  /** As a content network: everybody may read. */
  const network = () => hosting({}, { 'Access-Control-Allow-Origin': '*' });
  /** A folder for one test. */
  const temporary = () => {
    const folder = mkdtempSync(join(tmpdir(), 'gf-hosts-'));
    keep({ close: () => rmSync(folder, { recursive: true, force: true }) });
    return folder;
  };

  /** The first figure answers, follows η and has drawn; the page saw nothing go wrong. */
  const lives = async () => {
    await browser.waitFor(() => /** @type {any} */ (document.querySelector('gradient-descent'))?.status);
    await browser.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    const seen = await browser.run(async () => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      figure.learningRate = 1.1;
      const verdict = () => figure.shadowRoot.querySelector('.verdict').textContent;
      const isDrawn = () => {
        const canvas = figure.shadowRoot.querySelector('.plane-curve canvas');
        return canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
      };
      for (let turn = 0; turn < 60 && !(/^(diverges|発散)$/.test(verdict()) && isDrawn()); turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return { status: figure.status, verdict: verdict(), isDrawn: isDrawn(), faults: /** @type {any} */ (window).faults ?? [] };
    });
    assert.equal(seen.status, 'diverging');
    assert.match(seen.verdict, /^(diverges|発散)$/);
    assert.ok(seen.isDrawn, 'the curve is drawn');
    assert.deepEqual(seen.faults, []);
  };

  /** There is no figure: the fallback is shown, and the reason. */
  const says = async (/** @type {RegExp} */ reason) => {
    await browser.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.failure')?.textContent);
    const seen = await browser.run(() => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      return { text: figure.shadowRoot.querySelector('.failure').textContent, height: document.getElementById('fallback')?.getBoundingClientRect().height ?? 0, faults: /** @type {any} */ (window).faults ?? [] };
    });
    assert.match(seen.text, reason);
    assert.ok(seen.height > 0, 'the fallback is shown');
    assert.deepEqual(seen.faults, []);
  };

  /** Goes into the only frame of the page. */
  const enter = async () => browser.driver.switchTo().frame(browser.driver.findElement(By.css('iframe')));

  /**
   * Shows the frame's page in frames of one size, all on one page, and looks into one after the other once its figure is there.
   * @param {number} width @param {number} height @param {string[]} queries which figure each has, and its settings
   * @param {(at: number) => Promise<void>} look
   */
  const inFrames = async (width, height, queries, look) => {
    const frames = queries.map((query) => `<iframe width="${width}" height="${height}" style="border: 0" src="/embed.html?figure=${query.replaceAll('&', '&amp;')}"></iframe>`);
    const host = await hosting({ '/': page(frames.join('\n')) });
    await browser.open(host.url('/'));
    for (const at of queries.keys()) {
      await browser.run((at) => document.querySelectorAll('iframe')[at].scrollIntoView({ block: 'center' }), at);
      await browser.driver.switchTo().frame(at);
      await browser.waitFor(() => document.querySelector('[fit]')?.shadowRoot?.querySelector('.verdict')?.textContent);
      await look(at);
      await browser.driver.switchTo().defaultContent();
    }
  };

  /** @param {string} body @param {Parameters<typeof startHost>[1]} [headers] @param {Parameters<typeof startHost>[2]} [override] @param {() => Promise<void>} [then] */
  const onHost = async (body, headers, override, then = lives) => {
    const host = await hosting({ '/': body }, headers, override);
    await browser.open(host.url('/'));
    await then();
  };

  test('a file of two lines: the classic script beside it, or the module from a content network', async () => {
    const [folder, cdn] = [temporary(), await network()];
    cpSync(join(PACKAGE, 'gradient-figures.classic.js'), join(folder, 'gradient-figures.classic.js'));
    const hash = JSON.parse(readFileSync(join(PACKAGE, 'integrity.json'), 'utf8'))['gradient-figures.js'];
    writeFileSync(join(folder, 'classic.html'), `${classic('gradient-figures.classic.js')}\n${FIGURE}\n`);
    writeFileSync(join(folder, 'module.html'), `<script type="module" src="${cdn.url('/gradient-figures.js')}" integrity="${hash}" crossorigin="anonymous"></script>\n${FIGURE}\n`);
    for (const name of ['classic.html', 'module.html']) {
      await browser.open(pathToFileURL(join(folder, name)).href);
      await lives();
    }
  });

  test('the whole page in one file, opened as a file', async () => {
    const folder = temporary();
    cpSync(join(PACKAGE, 'standalone.html'), join(folder, 'standalone.html'));
    await browser.open(pathToFileURL(join(folder, 'standalone.html')).href);
    await lives();
    await browser.run(() => document.getElementById('escape')?.scrollIntoView());
    await browser.waitFor(() => document.getElementById('escape')?.shadowRoot?.querySelector('.verdict')?.textContent);
  });

  test('a file with the classic script also shares: the panel comes from beside it', async () => {
    const folder = temporary();
    for (const name of ['gradient-figures.classic.js', 'gradient-figures.share.js']) cpSync(join(PACKAGE, name), join(folder, name));
    writeFileSync(join(folder, 'share.html'), page(classic('gradient-figures.classic.js') + FIGURE));
    await browser.open(pathToFileURL(join(folder, 'share.html')).href);
    await lives();
    await browser.run(() => /** @type {any} */ (document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.share summary')).click());
    const text = await browser.waitFor(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('gradient-descent')?.shadowRoot);
      const choice = /** @type {HTMLSelectElement} */ (root.querySelector('.share select'));
      choice.value = 'element';
      choice.dispatchEvent(new Event('change'));
      return /** @type {HTMLTextAreaElement} */ (root.querySelector('.share textarea')).value;
    });
    assert.equal(text, '<script src="gradient-figures.classic.js"></script>\n<gradient-descent learning-rate="1.1"></gradient-descent>', 'for a file beside a file');
    assert.match(await browser.run(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.share-panel')?.textContent ?? ''), /Put the file gradient-figures\.classic\.js/);
  });

  for (const [name, script] of [
    ['the one module', module('/gradient-figures.js')], ['the module for bundlers', module('/module/gradient-figures.js')], ['the classic script', classic('/gradient-figures.classic.js')],
  ]) {
    test(`over http: ${name}`, () => onHost(page(FIGURE, script)));
  }

  test('a sandboxed frame whose server lets nobody read: embed.html, and the classic script', async () => {
    const host = await hosting({
      '/embed': page('<iframe sandbox="allow-scripts" width="800" height="700" src="/embed.html?figure=gradient-descent&amp;learning-rate=0.4"></iframe>'),
      '/inner.html': page(FIGURE, classic('/gradient-figures.classic.js')),
      '/classic': page('<iframe sandbox="allow-scripts" width="800" height="700" src="/inner.html"></iframe>'),
    });
    for (const path of ['/embed', '/classic']) {
      await browser.open(host.url(path));
      await enter();
      await lives();
      await browser.driver.switchTo().defaultContent();
    }
  });

  for (const [name, source] of /** @type {[string, (inner: string) => string][]} */ ([
    ['srcdoc', (inner) => `srcdoc="${escaped(inner)}"`], ['data:', (inner) => `src="data:text/html;charset=utf-8,${escaped(encodeURIComponent(inner))}"`],
  ])) {
    test(`a frame of ${name.replace(':', '')}: the module, the classic script`, async () => {
      const cdn = await network();
      for (const script of [module(cdn.url('/gradient-figures.js')), classic(cdn.url('/gradient-figures.classic.js'))]) {
        const host = await hosting({ '/': page(`<iframe width="800" height="700" ${source(page(FIGURE, script))}></iframe>`) });
        await browser.open(host.url('/'));
        await enter();
        await lives();
      }
    });
  }

  test('a strict policy with Trusted Types: all three builds, and nothing in the console', async () => {
    for (const script of [module('/package/gradient-figures.js'), classic('/package/gradient-figures.classic.js'), module('/package/module/gradient-figures.js')]) {
      const body = page(FIGURE, script).replace(WATCH, '');
      const server = await serve({ override: (path) => (path === '/host.html' ? { type: 'text/html; charset=utf-8', body } : undefined) });
      await browser.open(server.url('/host.html'));
      await lives();
      // That canvases are read often is the test's own doing.
      assert.deepEqual((await browser.messages()).filter(({ text }) => !text.includes('willReadFrequently')), []);
    }
  });

  test('a policy against WebAssembly: it says so', async () => {
    await onHost(page(FALLBACK, classic('/gradient-figures.classic.js')).replace(WATCH, ''), { 'Content-Security-Policy': "script-src 'self'" }, undefined, () => says(/wasm-unsafe-eval/));
  });

  test('the module beside the script: of a wrong type it lives; missing or damaged, it says so', async () => {
    const body = page(FALLBACK, module('/module/gradient-figures.js'));
    const wasm = (/** @type {{ status?: number, type?: string, body?: string }} */ answer) => (/** @type {string} */ path) => (path.endsWith('.wasm') ? answer : undefined);
    await onHost(body, {}, wasm({ type: 'text/plain' }));
    await onHost(body, {}, wasm({ status: 404, body: '' }), () => says(/サーバーに見つかりません.*404/));
    await onHost(body, {}, wasm({ body: 'no module' }), () => says(/壊れています/));
  });

  test('a browser without DecompressionStream or WebAssembly: it is too old, and is told what it lacks', async () => {
    for (const name of ['DecompressionStream', 'WebAssembly']) {
      const script = `<script>delete window.${name};</script>${classic('/gradient-figures.classic.js')}`;
      await onHost(page(FALLBACK, script), {}, undefined, () => says(new RegExp(`ブラウザは古く、${name} がありません`)));
      await onHost(page(FALLBACK.replace('"ja"', '"en"'), script), {}, undefined, () => says(new RegExp(`too old: ${name} is missing`)));
    }
  });

  test('the script twice, as a module and as a classic script, and another version: one definition, figures that live', async () => {
    const other = readFileSync(join(PACKAGE, 'gradient-figures.js'), 'utf8').replaceAll('0.1.0', '0.2.0').replaceAll('0_1_0', '0_2_0');
    const scripts = [classic('/gradient-figures.classic.js'), classic('/gradient-figures.classic.js?2'), module('/gradient-figures.js'), module('/other.js')];
    const host = await hosting({ '/': page(`${FIGURE}<noise-escape></noise-escape>`, scripts.join('')), '/other.js': other });
    await browser.open(host.url('/'));
    await lives();
    await browser.waitFor(() => document.querySelector('noise-escape')?.shadowRoot?.querySelector('.verdict')?.textContent);
  });

  test('a hundred figures: one module, and only those in view are made', async () => {
    const body = page('<gradient-descent></gradient-descent>'.repeat(100), module('/package/gradient-figures.js')).replace(WATCH, '');
    const server = await serve({ csp: false, override: (path) => (path === '/host.html' ? { type: 'text/html; charset=utf-8', body } : undefined) });
    await browser.open(server.url('/host.html'));
    await lives();
    const made = () => browser.run(() => [...document.querySelectorAll('gradient-descent')].filter((figure) => figure.shadowRoot?.querySelector('.verdict')).length);
    const first = await made();
    assert.ok(first > 0 && first <= 4, `${first} were made`);
    await browser.run(() => document.querySelectorAll('gradient-descent')[80].scrollIntoView());
    await browser.waitFor(() => document.querySelectorAll('gradient-descent')[80].shadowRoot?.querySelector('.verdict')?.textContent);
    assert.ok((await made()) <= 10, `${await made()} were made`);
    const requests = server.requests.filter(({ path }) => path.includes('gradient-figures'));
    assert.equal(requests.length, 1, JSON.stringify(requests));
    await browser.rests();
  });

  test('moved, removed, put back, hidden, in a closed disclosure, without width: nothing is lost', async () => {
    await onHost(page(`<div id="here">${FIGURE}</div><details id="there"><summary>more</summary></details>`, module('/gradient-figures.js')), {}, undefined, async () => {
      await lives();
      const seen = await browser.run(async () => {
        const pause = (time = 150) => new Promise((resolve) => setTimeout(resolve, time));
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        const there = /** @type {HTMLDetailsElement} */ (document.getElementById('there'));
        let loads = 0;
        addEventListener('figure-load', () => (loads += 1));
        const drawn = () => {
          const canvas = figure.shadowRoot.querySelector('.plane-curve canvas');
          return canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
        };
        Object.assign(figure, { steps: 30, step: 7 });
        /** @type {any[]} */
        const states = [];
        const note = async () => {
          for (let turn = 0; turn < 30 && !drawn(); turn += 1) await pause(100);
          states.push([figure.learningRate, figure.steps, figure.step, drawn()].join());
        };
        there.append(figure);
        await pause();
        there.open = true;
        await pause();
        await note();
        figure.remove();
        await pause();
        document.body.append(figure);
        await pause();
        await note();
        figure.hidden = true;
        await pause();
        figure.hidden = false;
        await pause();
        await note();
        document.body.style.setProperty('width', '0');
        await pause();
        document.body.style.removeProperty('width');
        await pause();
        await note();
        return { states, loads };
      });
      assert.deepEqual(seen, { states: new Array(4).fill('1.1,30,7,true'), loads: 0 });
    });
  });

  test('a thousand times on the page and off it: the module takes no more memory', async () => {
    const body = page(FIGURE, module('/package/gradient-figures.js')).replace(WATCH, '');
    const server = await serve({ csp: false, override: (path) => (path === '/host.html' ? { type: 'text/html; charset=utf-8', body } : undefined) });
    await browser.open(server.url('/host.html'));
    await lives();
    const memory = await browser.run(async () => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      const cycle = (/** @type {number} */ count) => {
        for (; count > 0; count -= 1) {
          figure.remove();
          document.body.append(figure);
        }
      };
      cycle(10);
      const before = /** @type {any} */ (window.__probe).memory;
      cycle(1000);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { before, after: /** @type {any} */ (window.__probe).memory };
    });
    assert.ok(memory.before > 0);
    assert.equal(memory.after, memory.before);
    await lives();
  });

  test("a host's style does not leak in", async () => {
    const hostile = `<style>
      html { font-size: 40px; letter-spacing: 0.5em; word-spacing: 1em; line-height: 3; text-transform: uppercase; text-align: right; text-indent: 3em; white-space: pre; visibility: visible; cursor: none; font-family: serif; color: red; }
      * { margin: 20px; padding: 20px; border: 5px solid red; box-sizing: content-box; font-size: 40px; letter-spacing: 0.5em; }
      canvas { display: none !important; } button, input, select { all: unset !important; } p, div, span { font-size: 60px !important; }
      gradient-descent { margin: 0; padding: 0; border: 0; }
    </style>`;
    /** @type {unknown[]} */
    const layouts = [];
    for (const style of ['', hostile]) {
      await onHost(page(`<div id="room">${FIGURE}</div>`, `${style}<style>#room { all: initial; display: block; width: 900px; } gradient-descent { display: block; }</style>${module('/gradient-figures.js')}`), {}, undefined, async () => {
        await lives();
        layouts.push(await browser.run(() => {
          const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
          const { left, top } = figure.shadowRoot.querySelector('.figure').getBoundingClientRect();
          return ['.verdict', '.facts', '.plane-curve canvas', '.update', '.range', '.number', '.button-play', '.chip', 'summary'].map((selector) => {
            const box = figure.shadowRoot.querySelector(selector).getBoundingClientRect();
            return [selector, ...[box.left - left, box.top - top, box.width, box.height].map(Math.round)].join(' ');
          });
        }));
      });
    }
    assert.deepEqual(layouts[1], layouts[0]);
  });

  test('what a host hands down to all that stands in it ends at the figure', async () => {
    const handed = `pointer-events: none; cursor: none; user-select: none; -webkit-user-select: none; writing-mode: vertical-rl; text-orientation: upright;
      color: red; -webkit-text-fill-color: transparent; -webkit-text-stroke: 2px red; text-shadow: 2px 2px red; text-emphasis: circle; text-underline-offset: 9px;
      font: italic small-caps 700 40px/3 serif; font-feature-settings: "smcp"; font-kerning: none; font-size-adjust: 2; font-variant-numeric: oldstyle-nums; font-variant-position: super;
      letter-spacing: 0.5em; word-spacing: 1em; text-indent: 3em; text-align: right; text-align-last: center; text-transform: uppercase; text-rendering: geometricPrecision;
      white-space: pre; word-break: break-all; overflow-wrap: anywhere; line-break: anywhere; hyphens: auto; tab-size: 20; quotes: none; list-style: square inside;
      border-collapse: collapse; border-spacing: 9px; caption-side: bottom; empty-cells: hide; image-rendering: pixelated; accent-color: red; caret-color: red;
      fill: red; stroke: red; stroke-width: 9px; paint-order: stroke; orphans: 9; widows: 9; forced-color-adjust: none; print-color-adjust: exact`;
    /** @type {Record<string, string>[][]} */
    const seen = [];
    for (const style of ['', handed]) {
      const body = `<div lang="ja" style="${style.replaceAll('"', "'")}"><div style="writing-mode: horizontal-tb; width: 900px">${FIGURE}</div></div>`;
      await onHost(page(body, module('/gradient-figures.js')), {}, undefined, async () => {
        await lives();
        seen.push(await browser.run(() => {
          const root = /** @type {ShadowRoot} */ (document.querySelector('gradient-descent')?.shadowRoot);
          return [...root.querySelectorAll('.figure, .figure *')].map((part) => {
            const computed = getComputedStyle(part);
            const about = `${part.localName}.${part.getAttribute('class')}`;
            return Object.fromEntries([['', about], ...[...computed].map((name) => [name, computed.getPropertyValue(name)])]);
          });
        }));
      });
    }
    assert.equal(seen[1].length, seen[0].length);
    const differ = seen[0].flatMap((part, at) => Object.keys(part).filter((name) => part[name] !== seen[1][at][name]).map((name) => `${part['']} ${name}: ${seen[1][at][name]}`));
    assert.deepEqual(differ.slice(0, 40), []);
  });

  test('what is the host\'s to say holds in the figure: whether it is seen, theme, language', async () => {
    const body = `<div lang="ja" style="visibility: hidden">${FIGURE}</div>`;
    await onHost(page(body, module('/gradient-figures.js')), {}, undefined, async () => {
      await lives();
      const seen = await browser.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        const inner = figure.shadowRoot.querySelector('.verdict');
        const look = () => [getComputedStyle(inner).visibility, getComputedStyle(figure.shadowRoot.querySelector('.figure')).backgroundColor, getComputedStyle(inner).getPropertyValue('-webkit-locale').replaceAll('"', '')];
        const hidden = look();
        figure.parentElement.style.visibility = 'visible';
        figure.theme = 'dark';
        return [...hidden, ...look(), inner.textContent];
      });
      assert.deepEqual(seen, ['hidden', 'rgb(255, 255, 255)', engine === 'firefox' ? '' : 'ja', 'visible', 'rgb(21, 25, 30)', engine === 'firefox' ? '' : 'ja', '発散']);
    });
  });

  test('in rooms that ask how wide it would be, a figure has a width, and its planes', async () => {
    const text = `<p>${'words of a text '.repeat(40)}</p>`;
    const row = (/** @type {string} */ style, inner = FIGURE) => `<div style="${style}">${inner}</div>`;
    const own = (/** @type {string} */ style) => FIGURE.replace(' ', ` style="${style}" `);
    /** Room, and how wide the figure is there at least and at most. @type {[string, number, number][]} */
    const rooms = [
      [FIGURE, 900, 900], [own('display: flex'), 900, 900], [own('margin: 0 30px; padding: 10px; border: 1px solid'), 840, 840],
      [row('display: flex'), 600, 900], [row('display: flex', FIGURE + FIGURE), 440, 450], [row('display: flex', text + FIGURE), 240, 640],
      [row('display: flex; flex-direction: column; align-items: center'), 600, 900], [row('display: grid; justify-items: center'), 600, 900],
      [row('float: left'), 600, 900], [row('display: inline-block'), 600, 900], [row('position: absolute'), 600, 900], [row('display: flex', own('display: flex')), 600, 900],
      [`<table><tr><td>${FIGURE}</td></tr></table>`, 600, 900], [`<table><tr><td>${text}</td><td>${FIGURE}</td></tr></table>`, 240, 640],
      [row('writing-mode: vertical-rl'), 600, 900], [own('float: left'), 600, 900], [own('display: inline-block'), 600, 900],
    ];
    const host = await hosting(Object.fromEntries(rooms.map(([room], at) => [`/${at}`, page(room, `<style>body { margin: 0; width: 900px; }</style>${module('/gradient-figures.js')}`)])));
    for (const [at, [room, least, most]] of rooms.entries()) {
      await browser.open(host.url(`/${at}`));
      await lives();
      const { width, own, frame } = await browser.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        return { width: figure.offsetWidth, own: figure.clientWidth, frame: figure.shadowRoot.querySelector('.frame').offsetWidth };
      });
      assert.ok(width >= least && width <= most && frame > own - 21, `${room}: ${JSON.stringify({ width, own, frame })}`);
    }
  });

  test('small frames: embed.html is usable without scrolling, every figure, both languages', async () => {
    for (const [width, height] of [[343, 190], [320, 218], [680, 421]]) {
      const queries = ['gradient-descent&learning-rate=0.3&lang=en', 'gradient-descent&learning-rate=1.5&steps=800&lang=ja', 'minibatch-sgd&learning-rate=1.6&lang=ja', 'noise-escape&lang=en', 'batch-throughput&lang=ja'];
      await inFrames(width, height, queries, async (at) => {
        const seen = await browser.run(async () => {
          const figure = /** @type {any} */ (document.querySelector('[fit]'));
          await figure.updateComplete;
          const box = (/** @type {string} */ selector) => [...figure.shadowRoot.querySelectorAll(selector)].map((part) => part.getBoundingClientRect()).find(({ width }) => width > 0);
          const inside = (/** @type {DOMRect | undefined} */ part) => Boolean(part && part.left >= 0 && part.top >= 0 && part.right <= innerWidth + 0.5 && part.bottom <= innerHeight + 0.5);
          const control = figure.localName === 'batch-throughput' ? '.button-measure' : '.control-learning-rate .range';
          const [verdict, plane, main] = [box('.verdict'), box('.stack'), box(control)];
          return {
            scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
            inside: [verdict, plane, main].map(inside).join(), plane: plane?.height ?? 0, control: main?.height ?? 0, wide: main?.width ?? 0,
            overlaps: verdict.bottom > plane.top + 0.5 || plane.bottom > main.top + 0.5,
          };
        });
        const about = `${queries[at]} in ${width} × ${height}: ${JSON.stringify(seen)}`;
        assert.equal(seen.scrolls, false, about);
        assert.equal(seen.inside, 'true,true,true', about);
        assert.ok(seen.plane >= 60 && seen.control >= 24 && seen.wide >= 120 && !seen.overlaps, about);
      });
    }
  });

  test('frames as high as a figure on a wider page: what is set besides η stays', async () => {
    for (const [width, height, tags] of /** @type {[number, number, string[]][]} */ ([
      [680, 850, ['gradient-descent', 'minibatch-sgd', 'noise-escape']], [560, 700, ['gradient-descent', 'minibatch-sgd', 'noise-escape']],
      [343, 950, ['gradient-descent', 'minibatch-sgd', 'noise-escape']], [343, 1430, ['minibatch-sgd']],
    ])) {
      await inFrames(width, height, tags.map((tag) => `${tag}&lang=en`), async (at) => {
        const tag = tags[at];
        const seen = await browser.run(() => {
          const root = /** @type {ShadowRoot} */ (document.querySelector('[fit]')?.shadowRoot);
          const shown = (/** @type {string} */ selector) => [...root.querySelectorAll(selector)].filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect());
          const all = shown('.planes .stack, .control, .legend, .transport, .row, .presets, .verdict');
          return {
            controls: shown('.control').length, planes: shown('.planes .stack').map(({ height }) => Math.round(height)),
            out: all.filter(({ top, bottom, left, right }) => top < 0 || bottom > innerHeight + 0.5 || left < 0 || right > innerWidth + 0.5).length,
            scrolls: document.documentElement.scrollHeight > innerHeight,
          };
        });
        const about = `${tag} in ${width} × ${height}: ${JSON.stringify(seen)}`;
        assert.ok(seen.controls >= (tag === 'minibatch-sgd' ? 5 : 3), about);
        assert.ok(seen.planes.length >= 2 && seen.planes.every((high) => high >= 100), about);
        assert.ok(seen.out === 0 && !seen.scrolls, about);
      });
    }
  });

  test('the room that a figure will take is kept for it, with the style sheet from the first moment on', async () => {
    /** @type {string[]} */
    const figures = [];
    for (const tag of ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput']) {
      for (const rest of ['lang="en"', 'lang="ja"', 'lang="en" compact']) figures.push(`<${tag} ${rest}></${tag}>`);
    }
    /** @type {() => Promise<number[]>} */
    const heights = () => browser.run(() => [...document.querySelectorAll('p ~ *')].map((figure) => Math.round(figure.getBoundingClientRect().height)));
    for (const width of [1180, 700, 420, 343]) {
      const kept = '<link rel="stylesheet" href="/gradient-figures.css">';
      const host = await hosting({
        '/': page(`<style>body { margin: 0 }</style>${kept}<p></p>${figures.join('')}`),
        '/frame': page(`<iframe width="${width}" height="600" style="border: 0" src="/"></iframe>`),
      });
      await browser.open(host.url('/frame'));
      await enter();
      const before = await heights();
      assert.equal(before.length, figures.length);
      await browser.run(() => new Promise((resolve) => {
        document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '/gradient-figures.js', onload: resolve }));
      }));
      // Those far below have not started: their room is the element's own.
      await browser.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
      const waiting = await heights();
      for (const [at, figure] of figures.entries()) {
        await browser.run((at) => document.querySelectorAll('p ~ *')[at].scrollIntoView(), at);
        await browser.waitFor((at) => document.querySelectorAll('p ~ *')[at].shadowRoot?.querySelector('.verdict')?.textContent, at);
        const now = (await heights())[at];
        const about = `${figure} in ${width} px: ${before[at]}, ${waiting[at]}, ${now}`;
        for (const room of [before[at], waiting[at]]) assert.ok(Math.abs(room - now) <= 0.1 * now, about);
        const cut = await browser.run((at) => [...document.querySelectorAll('p ~ *')[at].shadowRoot?.querySelectorAll('.title') ?? []].filter((title) => {
          const words = document.createRange();
          words.selectNodeContents(title);
          // An ellipsis stands already where the hundredth of a pixel is missing.
          return title.checkVisibility() && words.getBoundingClientRect().width > title.getBoundingClientRect().width + 0.02;
        }).map(({ textContent }) => textContent), at);
        assert.deepEqual(cut, [], about);
      }
    }
  });

  test('small frames: what is said stands there whole or not at all, and η stays in view', async () => {
    for (const [width, height] of [[343, 190], [320, 218], [680, 421], [343, 480]]) {
      const cases = /** @type {[string, RegExp][]} */ ([
        ['gradient-descent&learning-rate=0.3&lang=en', /factor 1 − 2η = 0\.4 /], ['gradient-descent&learning-rate=0.3&lang=ja', /倍率 1 − 2η = 0\.4 /],
        ['gradient-descent&learning-rate=1000&steps=200&lang=en', /at step 47, x at step 94\b/], ['gradient-descent&learning-rate=1000&steps=200&lang=ja', /ステップ 47 で y が/],
        ['minibatch-sgd&learning-rate=1.6&lang=en', /unsteady/], ['minibatch-sgd&learning-rate=100&steps=800&lang=ja', /の損失がステップ \d+ で/], ['noise-escape&lang=en', /% of 1000 runs/], ['noise-escape&lang=ja', /（1000 回中）/], ['batch-throughput&lang=en', /as many sample gradients/],
        ['nope&lang=en', /Known: .*batch-throughput/], ['nope&lang=ja', /図「nope」はありません/],
        ['gradient-descent&learning-rate=no-number-at-all-however-read&lang=en', /η stays 0\.1\./], ['gradient-descent&steps=no-number-at-all-however-read&lang=ja', /10 回のまま/],
      ]);
      await inFrames(width, height, cases.map(([query]) => query), async (at) => {
        const [query, must] = cases[at];
        const seen = await browser.run(async () => {
          const figure = /** @type {any} */ (document.querySelector('[fit]'));
          const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
          if (figure.measure) {
            Object.assign(figure, { samples: 100, repeats: 1 });
            await figure.measure();
            // The longest that it has to say, however quick the machine.
            Object.assign(root.querySelector('.verdict') ?? {}, { textContent: 'B = 100 made 10.5 times as many sample gradients a second as B = 1' });
          }
          await figure.updateComplete;
          const whole = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
          /** Which of the words are in view: 'all', 'none', 'lines' that are whole, or 'some'. @param {Element} part */
          const view = (part) => {
            let clip = whole;
            for (let box = /** @type {Element | null} */ (part); box; box = box.parentElement) {
              if (getComputedStyle(box).overflow === 'visible') continue;
              const { left, top, right, bottom } = box.getBoundingClientRect();
              clip = { left: Math.max(clip.left, left), top: Math.max(clip.top, top), right: Math.min(clip.right, right), bottom: Math.min(clip.bottom, bottom) };
            }
            const range = document.createRange();
            range.selectNodeContents(part);
            const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
            const out = (/** @type {DOMRect} */ box) => box.left >= clip.right - 1 || box.right <= clip.left + 1 || box.top >= clip.bottom - 2 || box.bottom <= clip.top + 2;
            const inside = (/** @type {DOMRect} */ box) => box.left >= clip.left - 1 && box.right <= clip.right + 1 && box.top >= clip.top - 2 && box.bottom <= clip.bottom + 2;
            if (boxes.every(out)) return 'none';
            if (boxes.every(inside)) return 'all';
            return boxes.every((box) => inside(box) || out(box)) ? 'lines' : 'some';
          };
          const parts = [...document.querySelectorAll('body > p'), ...root.querySelectorAll('.verdict, .facts > *, .message, .title, .button-measure')].filter((part) => part.textContent);
          const control = root.querySelector(figure.measure ? '.button-measure' : '.control-learning-rate .range')?.getBoundingClientRect();
          return {
            read: parts.filter((part) => view(part) === 'all' || part.matches('.message')).map((part) => part.textContent).join(' | '),
            // Of several overflows the first is told in whole lines.
            cut: parts.filter((part) => view(part) === 'some' || (view(part) === 'lines' && !(part.matches('.message') && figure.steps === 800))).map((part) => part.textContent),
            control: control && control.top >= 0 && control.bottom <= innerHeight + 0.5 && control.height >= 24 && control.width >= 120,
            plane: root.querySelector('.stack')?.getBoundingClientRect().height ?? 0,
            across: [...root.querySelectorAll('.figure > *, .figure > * > *')].filter((part) => part.getBoundingClientRect().right > innerWidth && !part.matches('.announcement')).map((part) => part.className || part.localName),
            scrolls: document.documentElement.scrollHeight > innerHeight,
          };
        });
        const about = `${query} in ${width} × ${height}: ${JSON.stringify(seen)}`;
        assert.deepEqual([seen.cut, seen.across], [[], []], about);
        assert.match(seen.read, must, about);
        assert.ok(seen.control && !seen.scrolls && seen.plane >= 48, about);
      });
    }
  });

  test('embed.html takes its attributes from the query, and nothing else; it tells its height', async () => {
    const inner = '/embed.html?figure=gradient-descent&amp;learning-rate=%3Cscript%3Ealert(1)%3C/script%3E&amp;steps=30&amp;onclick=window.hit=1&amp;style=color:red&amp;id=x&amp;lang=ja&amp;theme=dark';
    const host = await hosting({
      '/': page(`<iframe width="800" height="300" src="${inner}"></iframe><iframe id="other" width="800" height="300" srcdoc="x"></iframe>`, `<script>window.told = []; addEventListener('message', ({ data }) => told.push(data?.height));</script>${classic('/embed-host.js')}`),
      '/unknown': page('<iframe width="800" height="900" src="/embed.html?figure=%3Cb%3Ex&amp;lang=ja"></iframe>'),
    });
    await browser.open(host.url('/'));
    // The frame grows to what the figure needs, and only that frame.
    const height = await browser.waitFor(() => {
      const { height } = /** @type {Element} */ (document.querySelector('iframe')).getBoundingClientRect();
      return height > 500 && height;
    });
    assert.ok(height < 2000, String(height));
    const heard = await browser.run(() => /** @type {any} */ (window).told);
    assert.ok(heard.length > 0 && heard.every((/** @type {number} */ each) => Math.abs(each - height) <= 6), `from the first on it is the figure's: ${heard}, ${height}`);
    const other = await browser.run(() => document.getElementById('other')?.getBoundingClientRect().height ?? NaN);
    assert.ok(other > 299 && other < 310, String(other));
    // What others say of heights is not listened to.
    const kept = await browser.run(async (height) => {
      for (const data of [null, 'x', 7, { type: 'gradient-figures:height', height: NaN }, { type: 'gradient-figures:height', height: 1e9 }, { type: 'gradient-figures:height', height: '9' }, { type: 'other', height: 9 }]) postMessage(data, '*');
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [document.querySelector('iframe')?.getBoundingClientRect().height === height, /** @type {any} */ (window).faults];
    }, height);
    assert.deepEqual(kept, [true, []]);
    await enter();
    await browser.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.message')?.textContent);
    const seen = await browser.run(() => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      return { names: figure.getAttributeNames().sort(), rate: figure.learningRate, steps: figure.steps, message: figure.shadowRoot.querySelector('.message').textContent, hit: 'hit' in window, lang: document.documentElement.lang };
    });
    assert.deepEqual(seen.names.filter((/** @type {any} */ name) => name !== 'fit'), ['learning-rate', 'steps', 'theme']);
    assert.deepEqual([seen.rate, seen.steps, seen.hit, seen.lang], [0.1, 30, false, 'ja']);
    assert.match(seen.message, /^<script>alert\(1\)<\/script> は η に使えません/);
    await browser.driver.switchTo().defaultContent();
    await browser.open(host.url('/unknown'));
    await enter();
    const told = await browser.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent && document.querySelector('body > p')?.textContent);
    assert.match(told, /図「<b>x」はありません/);
  });

  test('a page from right to left in a language that there are no texts for', async () => {
    await onHost(page(FIGURE, module('/gradient-figures.js'), 'lang="ar" dir="rtl"'), {}, undefined, async () => {
      await lives();
      const seen = await browser.run(() => {
        const root = /** @type {ShadowRoot} */ (document.querySelector('gradient-descent')?.shadowRoot);
        const left = (/** @type {string} */ selector) => /** @type {Element} */ (root.querySelector(selector)).getBoundingClientRect().left;
        return { order: left('.control-learning-rate label') < left('.control-learning-rate .range') && left('.control-learning-rate .range') < left('.control-learning-rate .number'), across: document.documentElement.scrollWidth <= innerWidth };
      });
      assert.deepEqual(seen, { order: true, across: true });
    });
  });

  test('on paper: the figure with its planes, without what only a screen has', async (t) => {
    if (engine !== 'chromium') return t.skip('only Chromium prints on demand');
    await onHost(page(FIGURE, module('/gradient-figures.js')), {}, undefined, async () => {
      await lives();
      const { data } = await browser.cdp('Page.printToPDF', { printBackground: true });
      const pdf = Buffer.from(data, 'base64');
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      assert.ok(pdf.length > 20_000, `${pdf.length} bytes`);
      await browser.cdp('Emulation.setEmulatedMedia', { media: 'print' });
      const seen = await browser.run(() => {
        const root = /** @type {ShadowRoot} */ (document.querySelector('gradient-descent')?.shadowRoot);
        const isShown = (/** @type {string} */ selector) => /** @type {Element} */ (root.querySelector(selector)).getBoundingClientRect().height > 0;
        return [isShown('.plane-curve canvas'), isShown('.verdict'), isShown('.transport'), isShown('.share')];
      });
      await browser.cdp('Emulation.setEmulatedMedia', { media: '' });
      assert.deepEqual(seen, [true, true, false, false]);
    });
  });
});
