// `updateComplete`: when it is fulfilled, all that was asked of a figure is drawn and said.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

inEveryEngine('updateComplete', ({ test, page, open, serve, silent }) => {
  test('what was set is drawn and said, not before and no later', async () => {
    const figure = await open('gradient-descent');
    // The page asks for frames of its own while it starts.
    await page.rests();
    const seen = await figure.run(async (figure) => {
      const verdict = figure.shadowRoot.querySelector('.verdict');
      const canvas = figure.shadowRoot.querySelectorAll('.plane-curve canvas')[1];
      const seen = [];
      for (const learningRate of [1.1, 0.75, 0.1]) {
        const before = canvas.toDataURL();
        figure.learningRate = learningRate;
        const asked = verdict.textContent;
        await figure.updateComplete;
        const drawn = canvas.toDataURL();
        const { frames, pendingFrames } = window.__probe;
        // Nothing is left to be asked for: it is fulfilled without another frame.
        await figure.updateComplete;
        seen.push([asked, verdict.textContent, drawn !== before, pendingFrames, window.__probe.frames - frames]);
      }
      return seen;
    });
    assert.deepEqual(seen, [
      ['converges', 'diverges', true, 0, 0], ['diverges', 'oscillates, converges', true, 0, 0], ['oscillates, converges', 'converges', true, 0, 0],
    ]);
    await silent();
  });

  test('what is counted over many frames is counted to its end', async () => {
    const figure = await open('noise-escape');
    const seen = await figure.run(async (figure) => {
      Object.assign(figure, { runs: 10_000, steps: 1000, batchSize: 2 });
      const begun = figure.runsDone;
      await figure.updateComplete;
      return [begun < figure.runs, figure.runsDone, figure.shadowRoot.querySelector('.facts').textContent.includes('of 10 000 runs')];
    });
    assert.deepEqual(seen, [true, 10_000, true]);
  });

  test('texts of a language that is still to be loaded are there', async () => {
    const figure = await open('gradient-descent');
    const [before, after] = await figure.run(async (figure) => {
      const verdict = figure.shadowRoot.querySelector('.verdict');
      document.documentElement.lang = 'ja';
      const before = verdict.textContent;
      // That the page has another language is told in a microtask.
      await Promise.resolve();
      await figure.updateComplete;
      return [before, verdict.textContent];
    });
    assert.deepEqual([before, after], ['converges', '収束']);
  });

  test('a figure that has just come into the page is there and drawn', async () => {
    const figure = await open('gradient-descent');
    const seen = await figure.run(async () => {
      const other = /** @type {any} */ (document.createElement('gradient-descent'));
      document.querySelector('main')?.prepend(other);
      scrollTo(0, 0);
      await other.updateComplete;
      const canvas = other.shadowRoot.querySelector('.plane-curve canvas');
      return [other.shadowRoot.querySelector('.verdict').textContent, canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)];
    });
    assert.deepEqual(seen, ['converges', true]);
  });

  test('it does not wait for what nobody sees, nor for a run that plays', async () => {
    const figure = await open('gradient-descent');
    const seen = await figure.run(async (figure) => {
      const within = (/** @type {Promise<void>} */ promise) => Promise.race([promise.then(() => 'fulfilled'), new Promise((resolve) => setTimeout(() => resolve('waits'), 5000))]);
      const off = /** @type {any} */ (document.createElement('gradient-descent'));
      off.learningRate = 1.1;
      const seen = [await within(off.updateComplete)];
      const far = /** @type {any} */ (document.createElement('gradient-descent'));
      document.body.append(...Array.from({ length: 400 }, () => document.createElement('br')), far);
      far.learningRate = 1.1;
      seen.push(await within(far.updateComplete));
      Object.assign(figure, { steps: 1000, step: 0 });
      figure.play();
      seen.push(await within(figure.updateComplete), String(figure.step < 1000));
      figure.learningRate = 0.3;
      const promise = figure.updateComplete;
      figure.remove();
      seen.push(await within(promise));
      return seen;
    });
    assert.deepEqual(seen, ['fulfilled', 'fulfilled', 'fulfilled', 'true', 'fulfilled']);
    await silent();
  });

  test('where there is no figure it is fulfilled too', async () => {
    const from = await serve({ override: (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined) });
    const figure = await open('gradient-descent', '', { from, part: '.failure' });
    assert.equal(await figure.run((figure) => figure.updateComplete.then(() => 'fulfilled')), 'fulfilled');
    // Nothing is drawn on and on for it.
    await page.rests();
  });
});
