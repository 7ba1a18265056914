// Colours are told apart wherever a figure is: in forced colours, and in the frames that articles have.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

inEveryEngine('legends', ({ test, page, server, open, figure, silent }) => {
  /** In the page: a legend's entries that are seen, with the colour of each key. */
  const entries = (/** @type {any} */ { shadowRoot }) => [...shadowRoot.querySelectorAll('.legend .swatch, .keys svg')].flatMap((key) => {
    const { left, right, top, bottom } = key.getBoundingClientRect();
    const words = key.nextElementSibling.getBoundingClientRect();
    const isInside = left >= 0 && top >= 0 && right > left && bottom > top && words.width > 0 && words.right <= innerWidth && words.bottom <= innerHeight;
    const { color, backgroundColor } = getComputedStyle(key);
    return isInside ? [{ text: key.nextElementSibling.textContent, color: key.localName === 'svg' ? color : backgroundColor }] : [];
  });

  test('keys keep their colours where colours are forced', async (t) => {
    if (!await page.setTheme({ forcedColors: true })) return t.skip('its driver cannot force colours');
    const shown = await open('minibatch-sgd');
    const found = await shown.run(entries);
    const colors = found.map(({ color }) => color);
    assert.deepEqual(colors.slice(0, 3), ['rgb(0, 158, 115)', 'rgb(0, 114, 178)', 'rgb(184, 122, 0)']);
    assert.equal(new Set(colors).size, 6, `${colors.join('; ')}: this mini-batch has one colour for its samples and its direction`);
    await silent();
  });

  for (const [width, height] of [[680, 421], [343, 420]]) {
    for (const lang of ['en', 'ja']) {
      test(`${width} × ${height}, ${lang}: the legend is inside the frame, and nothing else is lost for it`, async () => {
        await page.openFramed(server.url(`/embed.html?figure=minibatch-sgd&lang=${lang}`), { width, height });
        const shown = figure('minibatch-sgd');
        await shown.waitFor((figure) => figure.hasAttribute('fit'));
        await shown.drawn();
        const found = await shown.run(entries);
        // On a narrow frame there are no contours, and so no arrows and no minimum.
        assert.equal(found.length, width > 560 ? 7 : 4, JSON.stringify(found));
        const plots = await shown.run(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.planes .stack')]
          .map((stack) => stack.getBoundingClientRect()).filter(({ width }) => width > 0).map(({ height }) => height));
        assert.ok(plots.length === (width > 560 ? 2 : 1) && Math.min(...plots) >= 180, plots.join());
        const inside = await shown.run(({ shadowRoot }) => ['.verdict', '.control-learning-rate .range', '.button-play']
          .filter((part) => shadowRoot.querySelector(part).getBoundingClientRect().bottom > innerHeight));
        assert.deepEqual(inside, []);
        await silent();
      });
    }
  }
});
