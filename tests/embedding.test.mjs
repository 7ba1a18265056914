// What docs/embedding.md tells an author to write is what the panel gives, line by line, in both languages.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as lines from '../www/share-lines.js';
import { en, ja } from '../www/locales/share.js';

const PEN = 'https://codepen.io/you/pen/abcDEF';
const PROJECT = 'https://stackblitz.com/edit/your-project';

for (const [lang, texts, file] of /** @type {const} */ ([['en', en, 'embedding.md'], ['ja', ja, 'embedding.ja.md']])) {
  const address = new URL(`../docs/${file}`, import.meta.url);
  const text = readFileSync(address, 'utf8');
  const blocks = [...text.matchAll(/^```\w+\n([\s\S]*?)\n```$/gm)].map(([, block]) => block);
  /** @type {import('../www/share-lines.js').State} */
  const state = {
    element: 'gradient-descent', attributes: [['learning-rate', '1.1']], settings: ['learning-rate', 'start', 'steps', 'step'],
    title: texts['share.title.gradient-descent'], picture: 'gradient-descent_learning-rate=1.1.png', lang, theme: 'auto', height: 970,
    addresses: {
      page: 'https://example.org/gradient/', scripts: 'https://example.org/gradient/package/',
      integrity: { 'gradient-figures.js': 'sha384-…', 'gradient-figures.classic.js': 'sha384-…' },
    },
  };
  const given = (/** @type {import('../www/share-lines.js').Line} */ line) => ('text' in line ? line.text : assert.fail(line.reason));

  test(`${file}: each site's lines are the panel's`, () => {
    for (const line of [
      lines.element(state), lines.classic(state), lines.iframe(state), lines.pen(state), lines.jupyter(state), lines.frame(state), lines.markdown(state),
      lines.qiita(state, PEN), lines.qiita(state, PROJECT), lines.zenn(state, PEN), lines.zenn(state, PROJECT),
    ]) assert.ok(blocks.includes(given(line)), `${given(line)}\nis none of\n${blocks.join('\n----\n')}`);
    // What the panel gives in one piece goes into two files.
    for (const line of [lines.mkdocs(state), lines.docusaurus(state)]) {
      for (const part of given(line).replace(/^# .*\n/gm, '').split('\n\n')) assert.ok(blocks.includes(part), part);
    }
  });

  test(`${file}: its pictures are there, its links lead somewhere, and it names no address that does not exist`, () => {
    for (const [, target] of text.matchAll(/\]\((?!https?:|gradient-descent_)([^)#]+)[^)]*\)/g)) {
      assert.ok(existsSync(new URL(target, address)), target);
    }
    const anchors = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{Letter}\p{Number}\- ー]/gu, '').replaceAll(' ', '-'));
    for (const [, target] of text.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(anchors.includes(target), `${target} of ${anchors}`);
    assert.doesNotMatch(text, /jsdelivr|unpkg|gradient-figures@|npm install gradient-figures/, 'nothing is named that is not published');
  });
}
