// What a reader takes along is the figure as it is: pictures, the table of its steps, the moving picture of its run.

import assert from 'node:assert/strict';
import { read } from '../common/gif.mjs';
import { inEveryEngine } from './fixture.mjs';

/** @typedef {{ query: string, id: string, isEdited?: boolean }} State */

/** @type {Record<string, State>} */
const STATES = {
  converging: { query: 'lang=en', id: 'slope' },
  diverging: { query: 'lang=ja&theme=dark&slope.learning-rate=1.1&slope.step=4', id: 'slope' },
  overflowed: { query: 'lang=en&slope.learning-rate=1.5&slope.steps=800', id: 'slope' },
  batches: { query: 'lang=en', id: 'batches' },
  edited: { query: 'lang=ja', id: 'batches', isEdited: true },
  escape: { query: 'lang=en', id: 'escape' },
};

inEveryEngine('taken along', ({ test, page, server, serve, openArticle }) => {
  /** Opens a state and waits until its figure is drawn. */
  const open = async (/** @type {State} */ { query, id, isEdited }, from = server) => {
    const figure = await openArticle(query, `#${id}`, { from });
    if (isEdited) {
      await figure.run((figure) => {
        figure.step = 20;
        figure.addSample(0.5, -3);
        figure.removeSample(2);
      });
    }
    await figure.drawn();
  };
  /** A server without a policy: there the tests themselves parse what was written. */
  const lax = () => serve({ csp: false });

  for (const [name, state] of Object.entries(STATES)) {
    test(`${name}: the SVG is whole, says and shows the run, and leaves the figure as it was`, async () => {
      await open(state, await lax());
      const seen = await page.run(async (id) => {
        const { pictureSvg } = await import(new URL('/www/share.js', location.href).href);
        const figure = /** @type {any} */ (document.getElementById(id));
        await figure.toPython();
        const pixels = () => [...figure.shadowRoot.querySelectorAll('.planes canvas')].map((canvas) => canvas.toDataURL());
        // Once all is drawn that is still to be drawn, on however slow a machine.
        let before = pixels();
        for (let turn = 0, same = 0; turn < 40 && same < 3; turn += 1) {
          await new Promise((resolve) => setTimeout(resolve, 60));
          const now = pixels();
          same = now.every((data, at) => data === before[at]) ? same + 1 : 0;
          before = now;
        }
        const svg = pictureSvg(figure);
        const after = pixels();
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        return {
          svg,
          same: before.every((data, at) => data === after[at]) && before.length > 0,
          isWhole: parsed.querySelector('parsererror') === null,
          texts: [...parsed.querySelectorAll('text')].map((text) => text.textContent ?? ''),
          planes: [...parsed.querySelectorAll('svg > svg')].map((plane) => plane.querySelectorAll('path, circle, rect').length),
          circles: parsed.querySelector('svg > svg')?.querySelectorAll('circle').length ?? 0,
          verdict: figure.shadowRoot.querySelector('.verdict').textContent,
          learningRate: figure.learningRate,
          shown: [...figure.shadowRoot.querySelectorAll('.planes .stack')].filter((stack) => !stack.closest('details')).length,
        };
      }, state.id);
      assert.ok(seen.isWhole, seen.svg.slice(0, 2000));
      assert.ok(seen.same, 'the figure has the same pixels before and after');
      assert.equal(seen.planes.length, seen.shown);
      for (const count of seen.planes) assert.ok(count > 5, seen.planes.join());
      assert.ok(seen.texts.includes(seen.verdict), seen.verdict);
      assert.ok(seen.texts.some((text) => new RegExp(`η: ${seen.learningRate}(?![.\\d])`).test(text)), seen.texts.join('|'));
      assert.doesNotMatch(seen.svg, /<script|href=|NaN|Infinity|undefined/);
      // A circle an iterate; that of the start is a disc with a ring.
      if (name === 'converging') assert.equal(seen.circles, 12);
      if (name === 'diverging') assert.equal(seen.circles, 6);
    });
  }

  test('the same run has the same marks in the SVG as on the native picture', async () => {
    await open(STATES.converging, await lax());
    const places = await page.run(async () => {
      const { pictureSvg } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('slope'));
      await figure.toPython();
      const parsed = new DOMParser().parseFromString(pictureSvg(figure), 'image/svg+xml');
      const plane = /** @type {SVGSVGElement} */ (parsed.querySelector('svg > svg'));
      const scale = Number(plane.getAttribute('width')) / plane.viewBox.baseVal.width;
      const labels = [...plane.querySelectorAll('text')].map((text) => [text.textContent ?? '', Number(text.getAttribute('x')) * scale]);
      return { circles: [...plane.querySelectorAll('circle')].map((circle) => Number(circle.getAttribute('cx')) * scale), labels };
    });
    // x by the labels of the axis: −3 · 0.8ᵏ.
    const [left, right] = ['−10', '10'].map((label) => Number(/** @type {any} */ (places.labels.find(([text]) => text === label))[1]));
    const xs = places.circles.map((place) => ((place - left) / (right - left)) * 20 - 10);
    for (let step = 0; step <= 10; step += 1) {
      const x = -3 * 0.8 ** step;
      assert.ok(xs.some((found) => Math.abs(found - x) < 0.05), `${x} among ${xs}`);
    }
  });

  test('the picture has a title, a key of every mark, and no text beyond its edge, whatever the font', async () => {
    for (const [lang, id] of [['en', 'batches'], ['ja', 'escape'], ['en', 'hardware'], ['ja', 'hardware']]) {
      await open({ query: `lang=${lang}&hardware.samples=64&hardware.repeats=1`, id }, await lax());
      const seen = await page.run(async (id) => {
        const { pictureSvg } = await import(new URL('/www/share.js', location.href).href);
        const figure = /** @type {any} */ (document.getElementById(id));
        figure.shadowRoot.querySelector('.share').open = true;
        while (!figure.shadowRoot.querySelector('.share-panel')) await new Promise((resolve) => setTimeout(resolve, 50));
        await figure.measure?.();
        const room = document.createElement('div');
        room.innerHTML = pictureSvg(figure);
        document.body.append(room);
        const picture = /** @type {SVGSVGElement} */ (room.firstElementChild);
        const words = /** @type {SVGTextElement[]} */ ([...picture.querySelectorAll(':scope > text')]);
        // As where it is opened there may be other fonts.
        picture.style.fontFamily = 'monospace';
        return {
          title: picture.querySelector('title')?.textContent,
          edge: Math.max(...words.map((text) => { const { x, width } = text.getBBox(); return x + width; })),
          said: words.map((text) => text.textContent ?? ''),
          signs: picture.querySelectorAll(':scope > path').length,
        };
      }, id);
      assert.ok(seen.edge < 960, `${id}: ${seen.edge} ${seen.said.join('|')}`);
      if (id === 'batches') {
        assert.equal(seen.title, 'Full batch, mini-batches and SGD');
        assert.equal(seen.signs, 4);
        for (const text of ['this mini-batch', 'its downhill', 'downhill of all samples', 'least squares']) assert.ok(seen.said.includes(text), text);
      }
      if (id === 'hardware' && lang === 'en') assert.ok(seen.said.includes('each measurement'), seen.said.join('|'));
    }
  });

  test('what is noted of an overflow stands in the picture as on the page, each line as long as there is room', async () => {
    for (const [query, id] of [
      ['lang=en&slope.learning-rate=1.5&slope.steps=800', 'slope'],
      ['lang=en&batches.learning-rate=3&batches.steps=800', 'batches'], ['lang=ja&batches.learning-rate=3&batches.steps=800', 'batches'],
    ]) {
      await open({ query, id }, await lax());
      const { note, texts } = await page.run(async (id) => {
        const { pictureSvg } = await import(new URL('/www/share.js', location.href).href);
        const figure = /** @type {any} */ (document.getElementById(id));
        await figure.toPython();
        const root = new DOMParser().parseFromString(pictureSvg(figure), 'image/svg+xml').documentElement;
        return {
          note: figure.shadowRoot.querySelector('.message').textContent,
          texts: [...root.children].filter(({ localName }) => localName === 'text').map((text) => ({ text: text.textContent ?? '', width: Number(text.getAttribute('textLength')) })),
        };
      }, id);
      // The note's lines come one after the other: as a whole they are the note, but for the spaces at which it is broken.
      const first = texts.findIndex(({ text }) => text.length > 12 && note.startsWith(text));
      const rest = texts.slice(first);
      const whole = (/** @type {number} */ count) => rest.slice(0, count).map(({ text }) => text).join(query.startsWith('lang=ja') ? '' : ' ');
      const count = rest.findIndex((_, at) => whole(at + 1).replaceAll(' ', '') === note.replaceAll(' ', '')) + 1;
      const about = JSON.stringify({ note, texts });
      assert.ok(first >= 0 && count > 0, about);
      if (query.startsWith('lang=en')) assert.equal(whole(count), note);
      const said = rest.slice(0, count);
      for (const { text, width } of said) assert.ok(width > 0 && width <= 920 && !/\s\s/.test(text), about);
      for (const { width } of said.slice(0, -1)) assert.ok(width > 0.8 * 920, about);
    }
  });

  test('the PNG has two pixels for one, and the canvas in it', async () => {
    await open(STATES.diverging);
    const seen = await page.run(async () => {
      const { picturePng } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('slope'));
      const blob = await picturePng(figure);
      const picture = await createImageBitmap(blob);
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: picture.width, height: picture.height });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const colors = new Map();
      for (let at = 0; at < data.length; at += 4) {
        const color = data.slice(at, at + 3).join();
        colors.set(color, (colors.get(color) ?? 0) + 1);
      }
      return { type: blob.type, width: picture.width, height: picture.height, colors: [...colors].sort((one, other) => other[1] - one[1]).slice(0, 40).map(([color]) => color) };
    });
    assert.equal(seen.type, 'image/png');
    assert.equal(seen.width, 1920);
    assert.ok(seen.height > 700 && seen.height < 1100, String(seen.height));
    // Paper, objective, iterates, gradient of the dark theme.
    for (const color of ['21,25,30', '169,184,202', '86,180,233', '255,138,61']) assert.ok(seen.colors.includes(color), `${color} in ${seen.colors.join(' ')}`);
  });

  test('the curve of a PNG is smooth, finer than its pixels', async () => {
    await open({ query: 'lang=en&theme=light', id: 'slope' });
    const off = await page.run(async () => {
      const { picturePng } = await import(new URL('/www/share.js', location.href).href);
      const picture = await createImageBitmap(await picturePng(document.getElementById('slope')));
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(picture.width, picture.height).getContext('2d'));
      context.drawImage(picture, 0, 0);
      // Right of the iterates, where nothing but the parabola is darker than the grid: its middle, column by column.
      const [left, top, width, height] = [800, 250, 280, 500];
      const { data } = context.getImageData(left, top, width, height);
      const middles = Array.from({ length: width }, (_, x) => {
        let [sum, weight] = [0, 0];
        for (let y = 0; y < height; y += 1) {
          const dark = Math.max(0, 215 - data[4 * (y * width + x)]);
          sum += dark * y;
          weight += dark;
        }
        return sum / weight;
      });
      // How far it is from the middle of its neighbours, whose distance tells the curvature.
      const bends = middles.slice(2, -2).map((middle, at) => middle - (middles[at] + middles[at + 4]) / 2);
      const mean = bends.reduce((sum, bend) => sum + bend, 0) / bends.length;
      return Math.sqrt(bends.reduce((sum, bend) => sum + (bend - mean) ** 2, 0) / bends.length);
    });
    assert.ok(off < 0.07, String(off));
  });

  test('the table has every step to the last bit', async () => {
    for (const [name, state] of Object.entries(STATES)) {
      await open(state);
      const { csv, rows } = await page.run(async (id) => {
        const { stepsCsv } = await import(new URL('/www/share.js', location.href).href);
        const figure = /** @type {any} */ (document.getElementById(id));
        const { trajectory } = figure;
        const said = (/** @type {number} */ value) => (Object.is(value, -0) ? '-0' : String(value));
        const rows = Array.isArray(trajectory)
          ? trajectory.map((row) => Object.values(row).map(said))
          : trajectory.full.map((/** @type {any} */ _, /** @type {any} */ step) => [String(step), ...['full', 'mini', 'sgd'].flatMap((method) => ['w', 'b', 'loss'].map((column) => said(trajectory[method][step][column])))]);
        return { csv: stepsCsv(figure), rows };
      }, state.id);
      const lines = csv.split('\r\n');
      assert.equal(lines.pop(), '', 'each line ends');
      assert.match(lines[0], /^step,/);
      assert.equal(lines.length, rows.length + 1, name);
      const python = (/** @type {string} */ text) => (text.endsWith('inf') ? text.replace('inf', 'Infinity') : text.replace('nan', 'NaN'));
      lines.slice(1).forEach((/** @type {any} */ line, /** @type {any} */ step) => assert.deepEqual(line.split(',').map(python), rows[step], `${name}, step ${step}`));
      if (name === 'overflowed') assert.ok(csv.includes(',inf,'));
    }
  });

  test('the moving picture shows the run from its start to its end, and the figure shows what it showed', async () => {
    await open(STATES.diverging);
    const seen = await page.run(async () => {
      const { animation } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('slope'));
      /** @type {number[]} */
      const told = [];
      const blob = await animation(figure, { onProgress: (/** @type {number} */ share) => told.push(share) });
      let text = '';
      for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { data: btoa(text), told, step: figure.step, attribute: figure.getAttribute('step'), rate: figure.learningRate };
    });
    const gif = read(Uint8Array.from(Buffer.from(seen.data, 'base64')));
    assert.deepEqual([gif.width, gif.repeats, gif.frames.length], [720, true, 11]);
    assert.deepEqual(gif.frames.map(({ delay }) => delay), [...new Array(10).fill(250), 2000]);
    // Every step adds to what is drawn in the iterates' colour, the only blue, or a tint of it.
    const blue = gif.frames.map(({ colors }) => colors.filter((color) => (color & 255) - (color >> 16) > 60).length);
    assert.ok(blue[10] > blue[0] && new Set(blue).size > 8, blue.join());
    assert.deepEqual(seen.told.at(-1), 1);
    assert.deepEqual([seen.step, seen.attribute, seen.rate], [4, '4', 1.1]);
  });

  test('a moving picture is given up when the reader says so, or goes on with the figure', async () => {
    await open(STATES.batches);
    const seen = await page.run(async () => {
      const { animation, Cancelled } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('batches'));
      const cancel = new AbortController();
      const outcome = (/** @type {Promise<unknown>} */ promise) => promise.then(() => 'made', (error) => (error instanceof Cancelled ? 'given up' : String(error)));
      const first = await outcome(animation(figure, { signal: cancel.signal, onProgress: () => cancel.abort() }));
      const second = await outcome(animation(figure, { onProgress: () => figure.remove() }));
      const alone = await outcome(animation(document.getElementById('hardware')));
      return { first, second, alone, step: figure.step, inside: figure.shadowRoot.querySelectorAll('minibatch-sgd').length };
    });
    assert.deepEqual({ ...seen, alone: '' }, { first: 'given up', second: 'given up', alone: '', step: 50, inside: 0 });
    assert.match(seen.alone, /no steps/);
  });

  test.alone('while a moving picture is made the figure plays on and is used, and the picture is of what it was', async () => {
    await open(STATES.diverging);
    const seen = await page.run(async () => {
      const { animation } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('slope'));
      const bytes = async (/** @type {Promise<Blob>} */ made) => new Uint8Array(await (await made).arrayBuffer()).join();
      const calm = await bytes(animation(figure));
      /** @type {string[]} */
      const heard = [];
      for (const name of ['figure-load', 'figure-error', 'figure-change', 'figure-input']) addEventListener(name, () => heard.push(name));
      figure.step = 0;
      figure.play();
      // Until the button says so.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      /** @type {[number, string][]} */
      const seen = [];
      const isPlaying = () => figure.shadowRoot.querySelector('.button-play').dataset.state;
      const played = await bytes(animation(figure, { onProgress: () => seen.push([figure.step, isPlaying()]) }));
      figure.pause();
      const used = await bytes(animation(figure, { onProgress: () => Object.assign(figure, { learningRate: 0.2, steps: 20, step: 3 }) }));
      return { seen, heard, same: [played === calm, used === calm], now: [figure.step, figure.learningRate, figure.steps] };
    });
    assert.deepEqual(seen.same, [true, true]);
    assert.deepEqual(seen.now, [3, 0.2, 20]);
    assert.deepEqual(seen.heard, []);
    const steps = seen.seen.map(([step]) => step);
    assert.ok(Number(steps.at(-1)) > steps[0] && steps.every((step, at) => at === 0 || step >= steps[at - 1]), steps.join());
    // Until it is played to the end.
    assert.ok(seen.seen.every(([step, isPlaying]) => isPlaying === 'true' || step === 10), JSON.stringify(seen.seen));
    assert.deepEqual(await page.messages(), []);
  });

  test('a run that is still being computed is waited for, unless the reader gives up', async () => {
    await open(STATES.batches);
    const seen = await page.run(async () => {
      const { animation, Cancelled, numbers, stepsCsv } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('batches'));
      const text = async (/** @type {Promise<Blob>} */ made) => new Uint8Array(await (await made).arrayBuffer()).join();
      Object.assign(figure, { samples: 60_000, batchSize: 50_000, steps: 20 });
      figure.addSample(0.5, -3);
      const [begun, gif, csv] = [figure.isComplete, text(animation(figure)), numbers(figure)];
      const cancel = new AbortController();
      const cancelled = [animation(figure, { signal: cancel.signal }), numbers(figure, { signal: cancel.signal })]
        .map((made) => made.then(() => 'made', (/** @type {unknown} */ error) => (error instanceof Cancelled ? 'given up' : String(error))));
      cancel.abort();
      const early = [await gif, await csv];
      while (!figure.isComplete) await new Promise((resolve) => setTimeout(resolve, 50));
      const late = [await text(animation(figure)), stepsCsv(figure)];
      return { begun, cancelled: await Promise.all(cancelled), same: early.map((made, at) => made === late[at]), lines: early[1].split('\r\n').length, hasGaps: /,,/.test(early[1]) };
    });
    assert.deepEqual(seen, { begun: false, cancelled: ['given up', 'given up'], same: [true, true], lines: 23, hasGaps: false });
  });

  test('the table is that of the samples as they were edited, at whichever step', async () => {
    await open(STATES.edited);
    const same = await page.run(async () => {
      const { numbers, stepsCsv } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('batches'));
      const same = [await numbers(figure) === stepsCsv(figure)];
      figure.sampling = 'epoch';
      for (let at = 0; at < 5; at += 1) figure.addSample(at / 5, 2);
      figure.batchSize = figure.samples;
      figure.step = 10;
      figure.addSample(0.9, 0);
      figure.step = 30;
      figure.removeSample(0);
      figure.shadowRoot.querySelector('.method-sgd').click();
      same.push(await numbers(figure) === stepsCsv(figure));
      return same;
    });
    assert.deepEqual(same, [true, true]);
  });

  test('the words of a picture are of the moment: after a setting, while it plays, when that ends, before it was in view', async () => {
    await open(STATES.converging, await lax());
    const seen = await page.run(async () => {
      const { pictureSvg } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('slope'));
      const picture = (of = figure) => {
        const parsed = new DOMParser().parseFromString(pictureSvg(of), 'image/svg+xml');
        return {
          words: [...parsed.querySelectorAll('svg > text')].map((text) => text.textContent).join('|'),
          circles: parsed.querySelector('svg > svg')?.querySelectorAll('circle').length,
        };
      };
      await figure.toPython();
      const wait = (/** @type {number} */ ms) => { for (const end = performance.now() + ms; performance.now() < end;); };
      figure.learningRate = 1.1;
      const set = picture();
      figure.learningRate = 0.1;
      figure.step = 0;
      figure.play();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      wait(700);
      const played = { ...picture(), step: figure.step };
      wait(3000);
      const ended = { ...picture(), step: figure.step, attribute: figure.getAttribute('step') };
      const escape = /** @type {any} */ (document.getElementById('escape'));
      while (!(escape._model && escape.shadowRoot.querySelector('.verdict'))) await new Promise((resolve) => setTimeout(resolve, 20));
      const unseen = picture(escape);
      return { set, played, ended, unseen };
    });
    assert.match(seen.set.words, /^diverges\|/);
    assert.ok(seen.played.step > 1 && seen.played.step < 10, String(seen.played.step));
    assert.match(seen.played.words, new RegExp(`step ${seen.played.step} / 10\\b`));
    assert.equal(seen.played.circles, seen.played.step + 2);
    assert.match(seen.ended.words, /step 10 \/ 10\b/);
    assert.deepEqual([seen.ended.step, seen.ended.attribute, seen.ended.circles], [10, null, 12]);
    assert.match(seen.unseen.words, /^(stays|leaves)\|/);
    assert.match(seen.unseen.words, /step 200 \/ 200\b/);
  });

  test('a browser that gives no canvas, or no picture of one, is told of in words, and the figure goes on', async () => {
    await open(STATES.converging);
    await page.run(() => { /** @type {any} */ (document.getElementById('slope')).shadowRoot.querySelector('.share').open = true; });
    await page.waitFor(() => document.getElementById('slope')?.shadowRoot?.querySelector('.share-save'));
    const seen = await page.run(async () => {
      const figure = /** @type {any} */ (document.getElementById('slope'));
      const root = figure.shadowRoot;
      const told = root.querySelector('.share-save > [role=status]');
      const [, png, gif] = root.querySelectorAll('.share-save > .chip');
      const press = async (/** @type {HTMLElement} */ button) => {
        told.textContent = '';
        button.click();
        for (let go = 0; go < 200 && !told.textContent; go += 1) await new Promise((resolve) => setTimeout(resolve, 50));
        return told.textContent;
      };
      // Those that there are stay.
      const there = new Set(root.querySelectorAll('canvas'));
      const { getContext, toBlob } = HTMLCanvasElement.prototype;
      const said = [];
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (/** @this {HTMLCanvasElement} @param {any[]} given */ function get(...given) {
        return there.has(this) ? Reflect.apply(getContext, this, given) : null;
      });
      said.push(await press(png), await press(gif));
      HTMLCanvasElement.prototype.getContext = getContext;
      HTMLCanvasElement.prototype.toBlob = (answer) => answer(null);
      said.push(await press(png));
      HTMLCanvasElement.prototype.toBlob = toBlob;
      figure.learningRate = 1.1;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return { said, hasFailed: figure.matches(':state(failed)'), verdict: root.querySelector('.verdict').textContent, status: figure.status };
    });
    for (const text of seen.said) assert.match(text, /^The browser gave no canvas/);
    assert.deepEqual([seen.said.length, seen.hasFailed, seen.status], [3, false, 'diverging']);
    assert.equal(seen.verdict, 'diverges');
    assert.deepEqual(await page.messages(), []);
  });

  test('a file tells what it holds by its name, whatever was set', async () => {
    await open(STATES.overflowed);
    const names = await page.run(async () => {
      const { fileName } = await import(new URL('/www/share.js', location.href).href);
      const figure = /** @type {any} */ (document.getElementById('slope'));
      const names = [fileName(figure, 'svg')];
      Object.assign(figure, { start: -1e-300, learningRate: 1e21 });
      names.push(fileName(figure, 'csv'));
      return names;
    });
    assert.equal(names[0], 'gradient-descent_learning-rate=1.5_steps=800.svg');
    assert.match(names[1], /^gradient-descent_learning-rate=1e\+21_start=-1e-300_steps=800\.csv$/);
    assert.deepEqual(await page.messages(), []);
  });
});
