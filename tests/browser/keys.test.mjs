// Keys that a figure's controls are given do not reach the page around it: a notebook has shortcuts of one letter, a slide show turns
// pages by arrows. Both listen on the document.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

/** Keys that notebooks, slide shows and pages have shortcuts for, and that controls use or take as text. */
const TYPED = ['a', 'b', 'd', 'x', '1', '.', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'Enter', 'Backspace', 'Shift+ArrowRight'];

inEveryEngine('keys', ({ test, page, open }) => {
  /** Notes each key that reaches the document, as a notebook hears it. */
  const listen = () => page.run(() => {
    const heard = /** @type {string[]} */ ([]);
    Object.assign(window, { heard });
    for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, (event) => heard.push(`${type} ${/** @type {KeyboardEvent} */ (event).key}`));
  });
  const heard = () => page.run(() => /** @type {any} */ (window).heard.splice(0));

  test('typed into a slider, a number field, a choice or a handle, they stay in the figure', async () => {
    for (const [tag, parts] of /** @type {[string, string[]][]} */ ([
      ['gradient-descent', ['.control-learning-rate .range', '.control-learning-rate .number', '.transport .range', '.handle']],
      ['minibatch-sgd', ['.control-batch-size .range', '.control-noise .number', '.choice-sampling select']],
    ])) {
      const figure = await open(tag);
      await listen();
      for (const part of parts) {
        await figure.focus(part);
        for (const key of TYPED) {
          await page.press(key);
          assert.deepEqual(await heard(), [], `${key} in ${part}`);
        }
      }
    }
  });

  test('they still do what they are for', async () => {
    const figure = await open('gradient-descent', { 'learning-rate': 0.4 });
    await listen();
    await figure.focus('.control-learning-rate .range');
    await figure.press('ArrowRight');
    assert.equal(await figure.get('learningRate'), 0.41);
    assert.deepEqual(await heard(), []);
  });

  test('what is the page’s or the browser’s goes on: Tab, Escape, and keys with Control', async () => {
    const figure = await open('gradient-descent');
    await listen();
    for (const key of ['Escape', 'Control+k', 'Tab']) {
      await figure.focus('.control-learning-rate .range');
      await page.press(key);
      assert.ok((await heard()).includes(`keydown ${key.split('+').pop()}`), key);
    }
  });

  test('keys outside of a figure are not touched', async () => {
    await open('gradient-descent');
    await listen();
    await page.run(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    await page.press('a');
    assert.ok((await heard()).includes('keydown a'));
  });
});
