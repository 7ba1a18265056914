// The scripts that the figures print are run by Python with NumPy and give the figures' numbers.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { inEveryEngine } from './fixture.mjs';

const PYTHON = process.env.GRADIENT_FIGURES_PYTHON;
const skip = PYTHON ? false : 'there is no Python with NumPy';

/** Runs scripts one after the other; records what they print and which indices they draw. */
const RUNNER = `
import contextlib, io, json, sys, warnings
import numpy as np
warnings.simplefilter("error")
results = []
for script in json.load(sys.stdin):
    printed, batches = io.StringIO(), []
    # The printed line is the end of a step's loss; the index is what the next update is made from.
    hook = script.replace("    error = ", "    batches.append([int(n) for n in index])\\n    error = ")
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    with contextlib.redirect_stdout(printed):
        exec(compile(hook, "script", "exec"), {"batches": batches})
    results.append({"rows": [line.split() for line in printed.getvalue().splitlines()], "batches": batches})
json.dump(results, sys.stdout)
`;

/** @param {string[]} scripts @returns {{ rows: string[][], batches: number[][] }[]} */
function runPython(scripts) {
  const { status, stdout, stderr } = spawnSync(/** @type {string} */ (PYTHON), ['-c', RUNNER], {
    input: JSON.stringify(scripts), encoding: 'utf8', maxBuffer: 2 ** 28,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** What Python prints of a float64. */
const number = (/** @type {string} */ text) => (text === 'nan' ? NaN : Number(text.replace('inf', 'Infinity')));

/** Whether two numbers differ by at most a part in 10¹², or are the same kind of nothing. */
function isNear(/** @type {number} */ a, /** @type {number} */ b, floor = 0) {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b), floor);
}

const DESCENT = [
  ...[0, 0.01, 0.1, 0.3, 0.5, 0.75, 0.9, 1, 1.1, 1.5, 1 / 3, 1e-9, 1e300, 12345678901234567890].flatMap((learningRate) =>
    [-3, 2, -0.1].map((start) => ({ learningRate, start, steps: 20 }))),
  { learningRate: 0.1, start: -0, steps: 5 },
  { learningRate: 0.1, start: 1e300, steps: 40 },
  { learningRate: 1.1, start: 5e-324, steps: 40 },
  { learningRate: 1.1, start: 2, steps: 4000 },
  { learningRate: 1, start: 7.3, steps: 10_000 },
];

/** @type {Record<string, any>[]} `edits`: [step shown, x, t] adds, [step shown, index] removes */
const MINIBATCH = [
  ...['replacement', 'epoch'].flatMap((sampling) => [
    ...[1, 2, 7, 8, 33, 99, 100].map((batchSize) => ({ sampling, batchSize })),
    ...[0, 0.5, 1.6, 2.2].map((learningRate) => ({ sampling, learningRate })),
    { sampling, learningRate: 1e60, steps: 20 },
    { sampling, noise: 0, seed: 4294967295, dataSeed: 4294967295 },
    { sampling, samples: 10, batchSize: 3, steps: 17 },
    { sampling, samples: 2, batchSize: 2 },
    { sampling, samples: 10_000, batchSize: 64, steps: 200 },
    { sampling, edits: [[0, 0.5, -1], [0, 3]] },
    { sampling, edits: [[20, 0.5, -1.25]] },
    { sampling, edits: [[20, 0.9, 3], [20, 0], [33, 0.1, 1]] },
    { sampling, edits: [[30, 0.9, 3], [10, 17], [10, 0.2, 0.3]] },
    { sampling, edits: [[30, 0.9, 3], [50, 4]] },
    { sampling, edits: [[12, 0.9, 3]], after: { learningRate: 0.4 } },
    { sampling, edits: [[12, 0.9, 3]], after: { batchSize: 3 } },
    { sampling, edits: [[12, 0.9, 3]], after: { seed: 9 } },
    { sampling, edits: [[12, 0.9, 3]], after: { steps: 5 } },
    { sampling, edits: [[12, 0.9, 3]], after: { noise: 0.5 } },
    { sampling, batchSize: 8, samples: 10, edits: [[12, 0], [13, 0], [14, 0]] },
  ]),
];

/** @type {Record<string, number>[]} */
const ESCAPE = [
  ...[0, 0.02, 0.1, 0.35, 0.4, 1e300].flatMap((learningRate) => [1, 2, 8, 63, 64].map((batchSize) => ({ learningRate, batchSize }))),
  { seed: 4294967295, steps: 1000 },
  { seed: 0, steps: 1, batchSize: 17 },
];

inEveryEngine('copy as Python', ({ engine, test: testing, page, open }) => {
  const test = (/** @type {string} */ name, /** @type {import('./fixture.mjs').TestCode} */ code) => testing(name, { skip }, code);
    // The same module runs in every engine: a part of the states is enough in the others.
  const some = (/** @type {any[]} */ all) => (engine === 'chromium' ? all : all.filter((_, at) => at % 9 === 0));

  test('gradient descent, bit for bit', async () => {
    await open('gradient-descent', 'lang=ja');
    const states = some(DESCENT);
    const shown = await page.run(async (states) => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      const shown = [];
      for (const [learningRate, start, steps] of states) {
        Object.assign(figure, { learningRate: Number(learningRate), start: Number(start), steps });
        const text = (/** @type {number} */ value) => (Object.is(value, -0) ? '-0' : String(value));
        shown.push({ script: await figure.toPython(), rows: figure.trajectory.map((/** @type {any} */ { x, y }) => [text(x), text(y)]) });
      }
      return shown;
    }, states.map(({ learningRate, start, steps }) => [String(learningRate), Object.is(start, -0) ? '-0' : String(start), steps]));
    const results = runPython(shown.map(({ script }) => script));
    for (const [at, { rows }] of shown.entries()) {
      const printed = results[at].rows;
      assert.equal(printed.length, rows.length);
      assert.equal(rows.length, states[at].steps + 1);
      for (const [step, row] of rows.entries()) {
        const [, x, y] = printed[step].map(number);
        assert.ok(Object.is(x, Number(row[0])) && Object.is(y, Number(row[1])),
          `${JSON.stringify(states[at])}, step ${step}: ${printed[step]} and ${row}\n${shown[at].script}`);
      }
    }
  });

  test('mini-batches: the same indices, w, b and loss to 1e-12', async () => {
    await open('minibatch-sgd');
    const states = some(MINIBATCH);
    const shown = await page.run(async (states) => {
      const shown = [];
      for (const { edits = [], after = {}, ...settings } of states) {
        const figure = /** @type {any} */ (document.createElement('minibatch-sgd'));
        document.body.append(figure);
        Object.assign(figure, settings);
        for (const [step, ...edit] of edits) {
          figure.step = step;
          const isDone = edit.length === 2 ? figure.addSample(...edit) : figure.removeSample(...edit);
          if (!isDone) throw new Error(`${edit} was refused`);
        }
        Object.assign(figure, after);
        const rows = figure.trajectory.mini.map((/** @type {any} */ { w, b, loss }) => [w, b, loss].map(String));
        const batches = rows.map((/** @type {any} */ _, /** @type {any} */ step) => {
          figure.step = step;
          return figure.batch;
        });
        const script = await figure.toPython();
        figure.remove();
        shown.push({ script, rows, batches });
      }
      return shown;
    }, states);
    const results = runPython(shown.map(({ script }) => script));
    for (const [at, { rows, batches, script }] of shown.entries()) {
      const about = `${JSON.stringify(states[at])}\n${script}`;
      const printed = results[at].rows;
      assert.equal(printed.length, rows.length, about);
      // A loss or parameter that all but vanishes is right to the last place of what it is a difference of.
      for (const [step, row] of rows.entries()) {
        const isSame = printed[step].slice(1).map(number).every((value, at) => isNear(value, Number(row[at]), at < 2 ? 1 : 1e-3));
        assert.ok(isSame, `step ${step}: ${printed[step]} and ${row}\n${about}`);
      }
      // Before an edit the indices are of samples that are no more, and the figure tells none.
      const told = batches.filter((/** @type {any} */ batch) => batch.length > 0).length;
      assert.ok(told > 0, about);
      for (const [step, batch] of batches.entries()) {
        if (batch.length > 0) assert.deepEqual(results[at].batches[step], batch, `step ${step}\n${about}`);
      }
    }
  });

  test('runs out of the shallow well: the same x and y, bit for bit', async () => {
    await open('noise-escape');
    const states = some(ESCAPE);
    const shown = await page.run(async (states) => {
      const shown = [];
      for (const settings of states) {
        const figure = /** @type {any} */ (document.createElement('noise-escape'));
        Object.assign(figure, settings);
        shown.push({ script: await figure.toPython(), rows: figure.trajectory.map((/** @type {any} */ { x, y }) => [x, y].map((value) => (Object.is(value, -0) ? '-0' : String(value)))) });
      }
      return shown;
    }, states);
    const results = runPython(shown.map(({ script }) => script));
    for (const [at, { rows }] of results.entries()) {
      assert.equal(rows.length, shown[at].rows.length, shown[at].script);
      for (const [step, row] of shown[at].rows.entries()) {
        assert.deepEqual(rows[step].slice(1).map(number), row.map(Number), `step ${step}\n${shown[at].script}`);
      }
    }
  });

  test('the button copies it, or selects it where the clipboard is closed', async () => {
    const figure = await open('gradient-descent', '', { part: '.copy button' });
    await figure.run((figure) => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (/** @type {any} */ text) => { figure.copied = text; } } });
    });
    const press = async (/** @type {string} */ told) => {
      await figure.click('.copy button');
      await figure.waitFor(({ shadowRoot }, told) => shadowRoot.querySelector('.copy [role=status]').textContent.includes(told), told);
    };
    const seen = () => figure.run(async (figure) => {
      const field = figure.shadowRoot.querySelector('.copy-text');
      const { selectionStart, selectionEnd, value, hidden } = field;
      const script = await figure.toPython();
      return { isCopied: figure.copied === script, hidden, isAll: value === script && selectionEnd - selectionStart === value.length,
        told: figure.shadowRoot.querySelector('.copy [role=status]').textContent };
    });
    await press('Copied.');
    assert.deepEqual(await seen(), { isCopied: true, hidden: true, isAll: false, told: 'Copied.' });
    await page.run(() => { Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined }); });
    await press('by hand');
    const { hidden, isAll } = await seen();
    assert.deepEqual({ hidden, isAll }, { hidden: false, isAll: true });
    assert.deepEqual(await page.messages(), []);
  });
});
