// <gradient-descent> on the built page, by real pointers and keys, in every engine.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { Session, engines, testsIn } from './engines.mjs';
import { fromHex as hex } from './hex.mjs';
import { startServer } from './server.mjs';

const reference = JSON.parse(readFileSync(new URL('../reference/descent.json', import.meta.url), 'utf8'));

const SLIDER = 'gradient-descent >>> .control-learning-rate .range';
const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined))));

for (const engine of engines()) {
  describe(`gradient-descent in ${engine}`, () => {
    /** @type {Session} */
    let page;
    const test = testsIn(() => page);
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    before(async () => {
      server = await startServer();
      page = await Session.start(engine);
    });
    after(async () => {
      await page?.close();
      await server?.close();
    });

    const open = async (query = 'lang=en') => {
      await page.open(server.url(`/?${query}`));
      await page.run(() => customElements.whenDefined('gradient-descent').then(() => undefined));
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    };
    const silent = async () => assert.deepEqual(await page.messages(), []);
    const read = () => page.run(() => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      const { learningRate, start, steps, step, status, overflowStep } = figure;
      return { learningRate, start, steps, step, status, overflowStep };
    });
    /** Text of a part in the shadow tree. */
    const word = (/** @type {string} */ selector) => page.run(async (selector) => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const part = /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector(selector);
      return part ? part.innerText : '';
    }, selector);
    /** x and y of every step. As texts on the way: geckodriver rounds some numbers in the last bit. */
    const runOf = async () => {
      const rows = await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).trajectory
        .map(({ x, y }) => [x, y].map((value) => (Object.is(value, -0) ? '-0' : String(value)))));
      return rows.map((row) => row.map(Number));
    };

    test('starts on the first article run, quietly', async () => {
      await open();
      assert.deepEqual(await read(), { learningRate: 0.1, start: -3, steps: 10, step: 10, status: 'one-sided', overflowStep: null });
      assert.equal(await word('.verdict'), 'converges');
      await silent();
    });

    test('dragging η redraws in every frame, and the runs are NumPy\'s', async () => {
      await open();
      await page.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        const canvas = figure.shadowRoot.querySelectorAll('.plane-curve canvas')[1];
        const context = canvas.getContext('2d');
        const log = /** @type {any} */ (window).dragLog = { frames: [], verdicts: [], clears: 0, inputs: 0 };
        // The moving layer is cleared once a redraw.
        const clear = context.clearRect;
        context.clearRect = function (...box) {
          log.clears += 1;
          return clear.apply(this, box);
        };
        figure.addEventListener('figure-input', () => { log.inputs += 1; });
        let seen = { inputs: 0, clears: 0 };
        const watch = () => {
          // In one frame: what was input before it, and what was drawn in it.
          log.frames.push({ inputs: log.inputs - seen.inputs, clears: log.clears - seen.clears, learningRate: figure.learningRate });
          seen = { inputs: log.inputs, clears: log.clears };
          log.verdicts.push(figure.shadowRoot.querySelector('.verdict').textContent);
          log.handle = requestAnimationFrame(watch);
        };
        log.handle = requestAnimationFrame(watch);
      });
      // A thumb of 22 pixels travels over the track's width less its own.
      const at = async (/** @type {number} */ rate) => {
        const width = await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot
          .querySelector('.control-learning-rate .range').getBoundingClientRect().width);
        return page.pointIn(SLIDER, (11 + (rate / 1.5) * (width - 22)) / width);
      };
      await page.drag([await at(0.1), await at(1.1), await at(0.1)], { steps: 40, pause: 17 });
      await page.run(frames);
      const log = await page.run(() => {
        const log = /** @type {any} */ (window).dragLog;
        cancelAnimationFrame(log.handle);
        return log;
      });
      const moved = log.frames.filter((frame) => frame.inputs > 0);
      assert.ok(moved.length >= 10, `${moved.length} frames saw the pointer move`);
      // The watcher runs before or after the figure in a frame: what it misses, the next frame shows.
      const drawn = log.frames.filter((frame, at) => frame.inputs > 0 && (frame.clears > 0 || log.frames[at + 1]?.clears > 0));
      assert.equal(drawn.length, moved.length, 'every frame with a move redraws');
      assert.ok(Math.max(...log.frames.map((frame) => frame.clears)) <= 2, 'no frame redraws over and over');
      const verdicts = log.verdicts.filter((verdict, at) => verdict !== log.verdicts[at - 1]).join(' > ');
      assert.match(verdicts, /^converges > (lands in one step > )?swings, converges > (two points for ever > )?diverges > (two points for ever > )?swings, converges > (lands in one step > )?converges$/);

      await page.run((rate) => { /** @type {any} */ (document.querySelector('gradient-descent')).learningRate = rate; }, 0.1);
      for (const { learning_rate: learningRate, start, steps, x, y } of reference) {
        await page.run((settings) => Object.assign(/** @type {any} */ (document.querySelector('gradient-descent')), settings), { learningRate, start, steps });
        const rows = await runOf();
        assert.equal(rows.length, steps + 1);
        assert.deepEqual(rows[0], [start, start * start]);
        rows.slice(1).forEach((row, at) => {
          // deepEqual tells −0 from 0 in strict mode: bit for bit.
          assert.deepEqual(row, [hex(x[at]), hex(y[at])], `η = ${learningRate}, step ${at + 1}`);
        });
      }
      await silent();
    });

    test('the verdict changes exactly at ½ and 1', async () => {
      await open();
      const statuses = await page.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        return [0, 5e-324, 0.49999999999999994, 0.5, 0.5000000000000001, 0.9999999999999999, 1, 1.0000000000000002, 1e300].map((rate) => {
          figure.learningRate = rate;
          return figure.status;
        });
      });
      assert.deepEqual(statuses, ['still', 'one-sided', 'one-sided', 'one-step', 'alternating', 'alternating', 'cycle', 'diverging', 'diverging']);
      await silent();
    });

    test('overflow is named, and everything finite stays drawn', async () => {
      await open('lang=en&learning-rate=1.1&start=2&steps=5000');
      assert.equal((await read()).overflowStep, 1943);
      assert.match(await word('.message'), /y exceeds .* at step 1943, x at step 3886/);
      const rows = await runOf();
      assert.ok(Number.isFinite(rows[1942][1]));
      assert.equal(rows[1943][1], Infinity);
      assert.ok(Number.isNaN(rows[5000][0]));
      const inked = await page.run(() => {
        const canvas = /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelectorAll('.plane-curve canvas')[1];
        return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
      });
      assert.ok(inked);
      await page.run(() => { /** @type {any} */ (document.querySelector('gradient-descent')).steps = -1; });
      await page.waitFor(() => /-1.*Overflow: y exceeds/.test(document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.message')?.textContent ?? ''));
      await silent();
    });

    test('bad values are refused in the reader\'s language, and the state is kept', async () => {
      await open('lang=ja');
      const refused = await page.run(async () => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        const message = figure.shadowRoot.querySelector('.message');
        const state = () => JSON.stringify([figure.learningRate, figure.start, figure.steps, figure.step]);
        const before = state();
        const failures = [];
        for (const [property, attribute, values] of /** @type {const} */ ([
          ['learningRate', 'learning-rate', ['abc', '', NaN, -1, Infinity, -Infinity, '1e999', null, undefined, {}, [], true]],
          ['start', 'start', ['abc', '', NaN, Infinity, '-1e999', null]],
          ['steps', 'steps', ['x', 0, -5, 1.5, 10001, 1e300, Infinity, NaN, '']],
          ['step', 'step', ['x', -1, 0.5, NaN, -Infinity]],
        ])) {
          for (const value of values) {
            for (const way of ['property', 'attribute']) {
              figure.learningRate = figure.learningRate;
              if (way === 'property') figure[property] = value;
              else figure.setAttribute(attribute, value);
              await new Promise(requestAnimationFrame);
              if (state() !== before) failures.push(`${way} ${property} = ${value}: ${state()}`);
              if (!/使えません/.test(message.textContent)) failures.push(`${way} ${property} = ${value}: "${message.textContent}"`);
            }
          }
        }
        figure.learningRate = 0.2;
        figure.start = -3;
        figure.steps = 10;
        figure.step = 10;
        await new Promise(requestAnimationFrame);
        if (message.textContent !== '') failures.push(`the message stays: ${message.textContent}`);
        return failures;
      });
      assert.deepEqual(refused, []);
      await silent();
    });

    test('a field keeps what was typed beside the message, and takes any number that is accepted', async () => {
      await open();
      await page.click(await page.pointIn('gradient-descent >>> #learning-rate-number'));
      await page.press('Control+a', '-', '5', 'Tab');
      assert.match(await word('.message'), /-5 was not accepted as η.*stays 0\.1/);
      const typed = () => page.run(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const field = /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('#learning-rate-number');
        return [field.value, field.getAttribute('aria-invalid')];
      });
      assert.deepEqual(await typed(), ['-5', 'true']);
      await page.click(await page.pointIn('gradient-descent >>> #learning-rate-number'));
      await page.press('Control+a', '1', 'e', '3', 'Tab');
      await page.run(frames);
      assert.equal((await read()).learningRate, 1000);
      assert.equal(await word('.message'), '');
      assert.equal((await typed())[1], 'false');
      await silent();
    });

    test('properties answer at once, also off screen; setting one fires no event', async () => {
      await open();
      const answers = await page.run(async () => {
        const far = /** @type {any} */ (document.createElement('gradient-descent'));
        const events = [];
        for (const name of ['input', 'change', 'step']) far.addEventListener(`figure-${name}`, () => events.push(name));
        far.learningRate = 1.1;
        const detached = [far.status, far.trajectory.length, String(far.trajectory[10].x)];
        const spacer = document.createElement('div');
        spacer.append(...Array.from({ length: 400 }, () => document.createElement('br')));
        document.body.append(spacer, far);
        await new Promise((resolve) => setTimeout(resolve, 100));
        far.steps = 4000;
        far.start = 2;
        const answer = [far.status, far.overflowStep, far.steps, far.step, far.getAttribute('learning-rate'), far.getAttribute('steps')];
        far.step = 3;
        const shown = far.step;
        far.removeAttribute('step');
        far.removeAttribute('learning-rate');
        return { detached, answer, shown, last: far.step, rate: far.learningRate, events };
      });
      assert.deepEqual(answers, {
        detached: ['diverging', 11, String(hex(reference[3].x[9]))], answer: ['diverging', 1943, 4000, 4000, '1.1', '4000'], shown: 3, last: 4000, rate: 0.1, events: [],
      });
      await silent();
    });

    test('the start is dragged along the curve by pointer and moved by keys', async () => {
      await open();
      const grip = await page.pointIn('gradient-descent >>> .handle');
      await page.run(() => {
        /** @type {any} */ (window).heard = [];
        for (const name of ['input', 'change']) {
          document.addEventListener(`figure-${name}`, () => /** @type {any} */ (window).heard.push(name));
        }
      });
      await page.drag([grip, { x: grip.x + 120, y: grip.y + 20 }], { steps: 15 });
      const { start } = await read();
      assert.ok(start > -1 && start < 3, `start ${start}`);
      const heard = await page.run(() => /** @type {any} */ (window).heard);
      assert.ok(heard.filter((name) => name === 'input').length >= 3);
      assert.equal(heard.at(-1), 'change');
      await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('.handle').focus());
      await page.press('ArrowRight', 'ArrowRight');
      assert.ok(Math.abs((await read()).start - start - 0.2) < 1e-9);
      await page.press('Home');
      assert.equal((await read()).start, -10);
      await silent();
    });

    test('keys move the slider by hundredths', async () => {
      await open();
      await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('.control-learning-rate .range').focus());
      await page.press('ArrowRight', 'ArrowRight', 'ArrowRight');
      assert.equal((await read()).learningRate, 0.13);
      await page.press('PageUp');
      assert.equal((await read()).learningRate, 0.23);
      await page.press('ArrowLeft');
      assert.equal((await read()).learningRate, 0.22);
      // What lies beyond the slider's end is not lost to a key that points away from it.
      await page.run(() => { /** @type {any} */ (document.querySelector('gradient-descent')).learningRate = 1000; });
      await word('.verdict');
      await page.press('ArrowRight');
      assert.equal((await read()).learningRate, 1000);
      await page.press('ArrowLeft');
      assert.equal((await read()).learningRate, 1.5);
      await silent();
    });

    test('chips set the article\'s runs', async () => {
      await open();
      const expected = [[0.1, 10], [0.01, 10], [0.01, 100], [1.1, 10]];
      for (const [at, [learningRate, steps]] of expected.entries()) {
        await page.click(await page.pointIn(`gradient-descent >>> .presets .chip:nth-of-type(${at + 1})`));
        const state = await read();
        assert.deepEqual([state.learningRate, state.steps, state.start, state.step], [learningRate, steps, -3, steps]);
      }
      await silent();
    });

    test('plays, pauses, steps and scrubs; nothing moves by itself', async () => {
      await open();
      await page.rests();
      await page.run(() => {
        const steps = /** @type {any} */ (window).heardSteps = [];
        document.addEventListener('figure-step', (event) => steps.push(/** @type {any} */ (event).detail.step));
      });
      await page.click(await page.pointIn('gradient-descent >>> .button-play'));
      await page.waitFor(() => /** @type {any} */ (document.querySelector('gradient-descent')).step >= 2);
      await page.click(await page.pointIn('gradient-descent >>> .button-play'));
      const { step } = await read();
      assert.ok(step >= 2 && step < 10);
      await new Promise((resolve) => setTimeout(resolve, 400));
      assert.equal((await read()).step, step, 'it stays paused');
      await page.click(await page.pointIn('gradient-descent >>> .button-forward'));
      assert.equal((await read()).step, step + 1);
      await page.click(await page.pointIn('gradient-descent >>> .button-start'));
      assert.equal((await read()).step, 0);
      assert.match((await word('.update')).replace(/\s+/g, ''), /^x0=−3$/);
      await page.click(await page.pointIn('gradient-descent >>> .slider-scrub .range', 0.5));
      assert.equal((await read()).step, 5);
      const heard = await page.run(() => /** @type {any} */ (window).heardSteps);
      assert.ok(heard.includes(1) && heard.includes(0) && heard.includes(5), heard.join());
      await page.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        figure.play();
        figure.pause();
        figure.learningRate = 1.2;
        figure.reset();
      });
      assert.deepEqual(await read(), { learningRate: 0.1, start: -3, steps: 10, step: 10, status: 'one-sided', overflowStep: null });
      await silent();
    });

    test('with reduced motion the point jumps, and with none it moves', async (t) => {
      if (engine === 'webkit') return t.skip('its driver takes the wish only at the start');
      /** Counts different pictures of the moving layer while one step is played. */
      const pictures = async (/** @type {boolean} */ reducedMotion) => {
        await page.setTheme({ reducedMotion });
        await open();
        return page.run(async () => {
          const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
          const canvas = figure.shadowRoot.querySelectorAll('.plane-curve canvas')[1];
          figure.learningRate = 0.9;
          figure.play();
          const seen = new Set();
          while (figure.step < 2) {
            await new Promise(requestAnimationFrame);
            if (figure.step === 1) seen.add(canvas.toDataURL());
          }
          figure.pause();
          return seen.size;
        });
      };
      assert.ok((await pictures(false)) > 3);
      assert.ok((await pictures(true)) <= 2);
      await page.setTheme({});
    });

    test('says the update with its numbers', async () => {
      await open('lang=en&step=4');
      assert.equal((await word('.update')).replace(/\s+/g, ''), 'x4=x3−η·2x3=−1.536−0.1×(−3.072)=−1.2288');
      assert.match(await word('.facts'), /factor 1 − 2η = 0\.8[^]*step 4 \/ 10[^]*predicted 36 steps, actual 36 steps/);
      await silent();
    });

    test('speaks the language asked for and follows the page', async () => {
      await open('lang=ja');
      assert.equal(await word('.verdict'), '収束する');
      await page.run(() => { document.documentElement.lang = 'en'; });
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === 'converges');
      await page.run(() => document.querySelector('gradient-descent')?.setAttribute('lang', 'ja-JP'));
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === '収束する');
      const sentence = await page.run(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label'));
      await page.run(() => document.querySelector('gradient-descent')?.setAttribute('lang', 'constructor'));
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === 'converges');
      await page.run(() => document.querySelector('gradient-descent')?.setAttribute('lang', 'ja'));
      await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === '収束する');
      assert.equal(sentence, 'y = x² の勾配降下法。初期値 x = −3、学習率 0.1、更新 10 回：収束する。ステップ 10 で x = −0.3221、y = 0.1038。');
      await silent();
    });

    test('attributes hold in whatever order they are written', async () => {
      await page.open(server.url('/__pages/attributes.html'));
      await page.run(() => customElements.whenDefined('gradient-descent').then(() => undefined));
      const read = await page.run(() => [...document.querySelectorAll('gradient-descent')].map((element) => {
        const { learningRate, start, steps, step } = /** @type {any} */ (element);
        return [learningRate, start, steps, step, [...element.attributes].map(({ name, value }) => `${name}=${value}`).join(' ')];
      }));
      assert.deepEqual(read, [
        [0.1, -3, 20, 10, 'step=10 steps=20'],
        [1.1, 2, 40, 12, 'step=12 learning-rate=1.1 start=2 steps=40'],
        [1.1, 2, 40, 12, 'steps=40 step=12 start=2 learning-rate=1.10'],
        [0.1, -3, 20, 20, 'step=99 steps=20'],
      ]);
      await silent();
    });

    test('a field follows after a text was typed back, and a refused text changes nothing on its way', async () => {
      await open();
      const field = (/** @type {string} */ name) => page.run(async (name) => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector(`#${name}-number`).value;
      }, name);
      await page.click(await page.pointIn('gradient-descent >>> #learning-rate-number'));
      await page.press('End', '5', 'Backspace', 'Tab');
      await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('.control-learning-rate .range').focus());
      await page.press('PageUp');
      assert.equal(await field('learning-rate'), '0.2');
      await page.click(await page.pointIn('gradient-descent >>> #steps-number'));
      await page.press('Control+a', '1', '0', '0', '0', '1', 'Enter');
      assert.match(await word('.message'), /10001 was not accepted.*It stays 10\./);
      assert.equal((await read()).steps, 10);
      await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).reset());
      assert.equal(await field('steps'), '10');
      assert.equal(await word('.message'), '');
      await page.click(await page.pointIn('gradient-descent >>> #learning-rate-number'));
      await page.press('ArrowUp', 'ArrowUp');
      assert.equal((await read()).learningRate, 0.12);
      await silent();
    });

    test('a message goes with the value it was about', async () => {
      await open();
      await page.run(() => document.querySelector('gradient-descent')?.setAttribute('learning-rate', '-1'));
      assert.match(await word('.message'), /-1 was not accepted as η/);
      await page.run(() => document.querySelector('gradient-descent')?.removeAttribute('learning-rate'));
      assert.equal(await word('.message'), '');
      await page.run(() => { /** @type {any} */ (document.querySelector('gradient-descent')).learningRate = Object.create(null); });
      assert.match(await word('.message'), /object was not accepted as η/);
      await silent();
    });

    test('a drag that was cut off does not go on without a button', async () => {
      await open();
      const grip = await page.pointIn('gradient-descent >>> .handle');
      await page.drag([grip, { x: grip.x + 50, y: grip.y }], { steps: 5, release: false });
      await page.run(() => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        Object.assign(window, { figure, home: figure.parentNode });
        figure.remove();
      });
      await page.drag([{ x: 5, y: 5 }]);
      await page.run(async () => {
        /** @type {any} */ (window).home.prepend(/** @type {any} */ (window).figure);
        await new Promise((resolve) => setTimeout(resolve, 200));
      });
      const { start } = await read();
      assert.notEqual(start, -3, 'it was dragged');
      for (const across of [0.3, 0.5, 0.7, 0.9]) await page.hover(await page.pointIn('gradient-descent >>> .handle', across));
      assert.equal((await read()).start, start);
      await silent();
    });

    test('the handle stays within reach while a run diverges', async () => {
      await open('lang=en&learning-rate=1.1&steps=100');
      await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('.handle').focus());
      await page.press('ArrowRight', 'PageUp');
      assert.equal((await read()).start, -1.9);
      await page.press('Home', 'Home');
      assert.equal((await read()).start, -10);
      await silent();
    });

    test('near a turn the factor does not read as the turn', async () => {
      await open('lang=en&learning-rate=1.00001');
      assert.match(await word('.facts'), /factor 1 − 2η = −1\.00002/);
      await open('lang=en&learning-rate=1e-5');
      assert.match(await word('.facts'), /factor 1 − 2η = 0\.99998/);
    });

    test('a long number makes no page scroll sideways', async () => {
      for (const width of [320, 360]) {
        await page.openFramed(server.url('/?lang=en&learning-rate=0.12345678901234567'), { width, height: 700 });
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
        assert.ok((await page.run(() => document.documentElement.scrollWidth)) <= width, `${width}`);
      }
    });

    test('playing tells of every step once, and leaves the attribute where it stopped', async () => {
      await open('lang=en&steps=3');
      const told = await page.run(async () => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        const steps = [];
        figure.addEventListener('figure-step', (event) => steps.push(event.detail.step));
        figure.play();
        while (steps.at(-1) !== 2) await new Promise((resolve) => setTimeout(resolve, 10));
        figure.pause();
        return [steps.join(), figure.getAttribute('step'), figure.cloneNode().getAttribute('step')];
      });
      assert.deepEqual(told, ['0,1,2', '2', '2']);
      await silent();
    });

    test('figures that are let go are freed', async (t) => {
      if (engine !== 'chromium') return t.skip('only Chromium collects on demand');
      await open();
      await page.run(async () => {
        const gone = /** @type {any} */ (window).gone = [];
        for (let count = 0; count < 100; count += 1) {
          const figure = /** @type {any} */ (document.createElement('gradient-descent'));
          figure.learningRate = 0.2;
          if (count % 2) document.body.append(figure);
          gone.push(new WeakRef(figure));
          if (count % 10 === 1) await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          figure.remove();
        }
      });
      await page.cdp('HeapProfiler.enable');
      const alive = () => page.run(() => /** @type {any} */ (window).gone.filter((reference) => reference.deref()).length);
      for (let round = 0; round < 5 && (await alive()) > 0; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        await page.cdp('HeapProfiler.collectGarbage');
      }
      // The collector may keep the last one or two on the stack.
      assert.ok((await alive()) <= 3, `${await alive()} of 100 are alive`);
      await silent();
    });

    test('moving the element in the document keeps its state', async () => {
      await open();
      const kept = await page.run(async () => {
        const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
        figure.learningRate = 0.9;
        document.querySelector('footer')?.append(figure);
        figure.scrollIntoView();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        figure.learningRate = 0.95;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return [figure.learningRate, figure.status, figure.shadowRoot.querySelector('.facts').textContent];
      });
      assert.deepEqual(kept.slice(0, 2), [0.95, 'alternating']);
      assert.match(kept[2], /−0\.9/);
      await silent();
    });

    test('hostile addresses give a working figure', async () => {
      for (const query of ['learning-rate=%00', 'learning-rate=1e309&steps=-1', 'start=%3Cscript%3Ealert(1)%3C/script%3E', 'steps=1e9&step=NaN', 'lang=xx&theme=zz', 'learning-rate=1e308&start=1e308&steps=10000']) {
        await open(query);
        const state = await read();
        assert.ok(Number.isFinite(state.learningRate) && Number.isFinite(state.start) && state.steps >= 1, query);
        await silent();
      }
    });
  });

  describe(`a start that fails in ${engine}`, () => {
    /** @type {Session} */
    let page;
    const test = testsIn(() => page);
    before(async () => { page = await Session.start(engine); });
    after(() => page?.close());

    /** @type {[string, Parameters<typeof startServer>[0], RegExp][]} */
    const failures = [
      ['the module is missing', { override: (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined) }, /not found on the server/],
      ['the module is damaged', { override: (path) => (path.endsWith('.wasm') ? { type: 'application/wasm', body: 'no module' } : undefined) }, /arrived damaged/],
      ['the style sheet is missing', { override: (path) => (path.endsWith('figure.css') ? { status: 404 } : undefined) }, /not found on the server/],
      ['the policy forbids WebAssembly', { csp: "default-src 'self'; script-src 'self'; img-src 'self' data:" }, /security policy/],
    ];
    for (const [name, options, reason] of failures) {
      test(`${name}: the picture and the reason are shown`, async () => {
        const server = await startServer(options);
        try {
          await page.open(server.url('/?lang=en&learning-rate=0.4'));
          await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.failure')?.textContent);
          const seen = await page.run(() => {
            const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
            const picture = figure.querySelector('img');
            return {
              text: figure.shadowRoot.querySelector('.failure').textContent,
              pictureHeight: picture.getBoundingClientRect().height,
              isLoaded: picture.complete && picture.naturalWidth > 0,
              isFigureHidden: figure.shadowRoot.querySelector('.figure').hidden,
              learningRate: figure.learningRate,
            };
          });
          assert.match(seen.text, reason);
          assert.ok(seen.pictureHeight > 50 && seen.isLoaded && seen.isFigureHidden);
          assert.equal(seen.learningRate, 0.4, 'what was set is kept');
        } finally {
          await server.close();
        }
      });
    }

    test('a later try can succeed, with the settings kept', async () => {
      let isBroken = true;
      const server = await startServer({ override: (path) => (isBroken && path.endsWith('.wasm') ? { status: 503 } : undefined) });
      try {
        await page.open(server.url('/?lang=en&learning-rate=1.1'));
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.failure button'));
        isBroken = false;
        await page.click(await page.pointIn('gradient-descent >>> .failure button'));
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === 'diverges');
      } finally {
        await server.close();
      }
    });

    test('a type that is not application/wasm does no harm', async () => {
      const server = await startServer({ override: (path) => (path.endsWith('.wasm') ? { type: 'text/plain' } : undefined) });
      try {
        // Chromium's log still holds what the failures before were meant to cause.
        await page.messages();
        await page.open(server.url('/?lang=en'));
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === 'converges');
        assert.deepEqual(await page.messages(), []);
      } finally {
        await server.close();
      }
    });

    test('a panic ends one figure, and a button restarts it with its settings', async () => {
      const server = await startServer();
      try {
        await page.open(server.url('/?lang=en&learning-rate=0.8'));
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
        await page.run(async () => {
          const other = document.createElement('gradient-descent');
          other.id = 'other';
          document.querySelector('main')?.append(other);
          const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
          // What a panic in Rust becomes in JavaScript.
          Object.defineProperty(figure._model, 'frame', { value: () => { throw new WebAssembly.RuntimeError('unreachable'); } });
          figure.learningRate = 0.9;
        });
        await page.waitFor(() => /restart/i.test(document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.failure')?.textContent ?? ''));
        assert.equal(await page.run(() => /** @type {any} */ (document.querySelector('#other')).status), 'one-sided');
        await page.click(await page.pointIn('gradient-descent >>> .failure button'));
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === 'swings, converges');
        assert.equal(await page.run(() => /** @type {any} */ (document.querySelector('gradient-descent')).learningRate), 0.9);
      } finally {
        await server.close();
      }
    });
  });
}

