// The lines for other sites hold what was meant, whatever is in them, and keep to what those sites take.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SETTINGS } from '../www/settings.js';
import * as lines from '../www/share-lines.js';

const PAGE = 'https://example.org/learn/';
const SCRIPTS = 'https://example.org/learn/package/';
const INTEGRITY = { 'gradient-figures.js': 'sha384-abc+/=', 'gradient-figures.classic.js': 'sha384-def+/=' };

/** @param {Partial<import('../www/share-lines.js').State>} [more] @returns {import('../www/share-lines.js').State} */
const state = (more) => ({
  element: 'gradient-descent',
  attributes: [['learning-rate', '1.1']],
  settings: ['learning-rate', 'start', 'steps', 'step'],
  title: 'Gradient descent',
  picture: 'gradient-descent.png',
  lang: 'ja',
  theme: 'auto',
  height: 560,
  addresses: { page: PAGE, scripts: SCRIPTS, integrity: INTEGRITY },
  ...more,
});

/** @param {import('../www/share-lines.js').Line} line */
function textOf(line) {
  assert.ok('text' in line, JSON.stringify(line));
  return line.text;
}

/** The characters that an HTML attribute stands for. @param {string} value */
const decoded = (value) => value.replace(/&(?:#(\d+)|(amp|quot|lt|gt));/g, (_, code, name) => (
  code ? String.fromCharCode(Number(code)) : /** @type {Record<string, string>} */ ({ amp: '&', quot: '"', lt: '<', gt: '>' })[name]
));

/**
 * Reads HTML as a browser would, as far as these lines go; anything else is a fault.
 * @param {string} html
 * @returns {{ name: string, attributes: Record<string, string> }[]} the start tags
 */
function parsed(html) {
  const found = [];
  let rest = html;
  while (rest !== '') {
    const [whole, end, name, attributes] = /^\s*<(?:(\/[\w-]+|!doctype html)|([\w-]+)((?:\s+[\w-]+(?:="[^"<>\n]*")?)*))>/.exec(rest) ?? [];
    const text = /^[^<]+/.exec(rest)?.[0];
    if (whole === undefined && text === undefined) assert.fail(`no HTML: ${rest}`);
    rest = rest.slice((whole ?? text ?? '').length);
    if (whole === undefined || end) continue;
    found.push({
      name,
      attributes: Object.fromEntries([...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key, value = '']) => [key, decoded(value)])),
    });
  }
  return found;
}

/** What nobody would set, and what breaks out of a line that is put together carelessly. */
const HOSTILE = [
  '"', "'", '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '</script>', '</gradient-descent>', '&amp;', '&quot;', '&#10;', '&', 'a\nb',
  'a\r\n\r\nb', '\t', ' ', 'η = 1', '勾配降下法', '🙂', '{evil}', '${evil}', '`', '\\', '--', '<!--', ']]>', '#', '?a=b&c=d', '%0a', '+1e+300', '-0', '](x)', '[a](b)',
];

/** Values put together of those, always the same ones. */
function values() {
  let seed = 7;
  const next = (/** @type {number} */ below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  return [...HOSTILE, ...Array.from({ length: 200 }, () => Array.from({ length: 1 + next(4) }, () => HOSTILE[next(HOSTILE.length)]).join(''))];
}

test('the element and its script, as an article has them', () => {
  assert.equal(textOf(lines.element(state())),
    `<script type="module" src="${SCRIPTS}gradient-figures.js" integrity="sha384-abc+/=" crossorigin="anonymous"></script>\n<gradient-descent learning-rate="1.1"></gradient-descent>`);
  assert.equal(textOf(lines.classic(state({ attributes: [['compact', '']] }))),
    `<script src="${SCRIPTS}gradient-figures.classic.js" integrity="sha384-def+/=" crossorigin="anonymous"></script>\n<gradient-descent compact></gradient-descent>`);
  const unpinned = state({ addresses: { page: PAGE, scripts: SCRIPTS, integrity: {} } });
  assert.ok(!textOf(lines.element(unpinned)).includes('integrity'));
});

test('where the package is not on the web, the lines are for the file beside the page, which works from a file too', () => {
  const here = state({ addresses: { page: PAGE, integrity: INTEGRITY } });
  for (const make of [lines.element, lines.classic]) {
    assert.equal(textOf(make(here)), '<script src="gradient-figures.classic.js"></script>\n<gradient-descent learning-rate="1.1"></gradient-descent>');
  }
  assert.match(textOf(lines.mkdocs(here)), /^  - path: gradient-figures\.js$/m);
  assert.deepEqual(lines.pen(here), { reason: 'no-package' });
});

test('whatever an attribute is, HTML reads it back', () => {
  for (const value of values()) {
    for (const make of [lines.element, lines.classic, lines.pen]) {
      const text = textOf(make(state({ attributes: [['learning-rate', value], ['start', value]], title: value })));
      const found = parsed(text);
      assert.deepEqual(found.map(({ name }) => name), ['script', 'gradient-descent'], text);
      assert.equal(found[1].attributes['learning-rate'], value, text);
      assert.equal(found[1].attributes.start, value, text);
      assert.equal(text.split('\n').length, 2, text);
    }
  }
});

test('whatever an attribute is, the frame’s address carries it', () => {
  for (const value of values()) {
    const text = textOf(lines.iframe(state({ attributes: [['learning-rate', value]], title: value })));
    const [{ name, attributes }, ...others] = parsed(text);
    assert.equal(name, 'iframe');
    assert.deepEqual(others, []);
    assert.equal(attributes.title, value);
    assert.equal(attributes.height, '560');
    assert.equal(attributes.style, 'border:0');
    const address = new URL(attributes.src);
    assert.equal(address.origin + address.pathname, `${PAGE}embed.html`);
    assert.equal(address.hash, '');
    assert.deepEqual([...address.searchParams], [['figure', 'gradient-descent'], ['learning-rate', value], ['lang', 'ja']]);
    assert.ok(!text.includes('\n'));
  }
});

test('a figure’s own theme and language go into a frame once', () => {
  const address = new URL(textOf(lines.frame(state({ attributes: [['compact', ''], ['lang', 'en'], ['theme', 'dark']], lang: 'en', theme: 'dark' }))));
  assert.deepEqual([...address.searchParams], [['figure', 'gradient-descent'], ['compact', ''], ['lang', 'en'], ['theme', 'dark']]);
});

test('a link names the figure by its place on the page, elsewhere by its kind', () => {
  assert.equal(textOf(lines.link(state({ id: 'slope' }))), `${PAGE}?slope.learning-rate=1.1&lang=ja#slope`);
  assert.equal(textOf(lines.link(state({ element: 'minibatch-sgd', attributes: [['batch-size', '32']], settings: ['batch-size'], theme: 'dark' }))),
    `${PAGE}?minibatch-sgd.batch-size=32&lang=ja&theme=dark#batches`);
  // Where the page's author wrote settings, those that are the defaults again are taken away.
  assert.equal(textOf(lines.link(state({ id: 'rate' }))), `${PAGE}?rate.learning-rate=1.1&rate.start=&rate.steps=&rate.step=&lang=ja#rate`);
  for (const value of values()) {
    const address = new URL(textOf(lines.link(state({ attributes: [['learning-rate', value], ['compact', '']] }))));
    assert.equal(address.searchParams.get('gradient-descent.learning-rate'), value);
    assert.equal(address.searchParams.size, 2);
    assert.equal(address.hash, '#slope');
  }
});

test('the first figure of each kind on the page has no settings of its author', () => {
  const page = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
  for (const [element, home] of Object.entries(lines.HOMES)) {
    const first = new RegExp(`<${element}\\b([^>]*)>`).exec(page)?.[1] ?? '';
    assert.ok(first.includes(`id="${home}"`), `${element}: ${first}`);
    for (const name of SETTINGS) assert.ok(!first.includes(` ${name}=`), `${element} has ${name}`);
  }
});

test('a pen has the element that fits its frame, in the language and the theme of now', () => {
  for (const value of ['1.1', ...values()]) {
    const made = state({ attributes: [['learning-rate', value]], title: value, theme: 'dark' });
    const pen = lines.codePen(made);
    assert.equal(pen.action, 'https://codepen.io/pen/define');
    assert.deepEqual(Object.keys(pen.fields), ['data']);
    const { title, html, css, editors } = JSON.parse(pen.fields.data);
    assert.equal(title, value);
    assert.deepEqual(parsed(html)[1], { name: 'gradient-descent', attributes: { 'learning-rate': value, fit: '', lang: 'ja', theme: 'dark' } });
    assert.equal(css, 'body { margin: 0; }');
    assert.match(editors, /^[01]{3}$/);
    const project = lines.stackBlitz(made);
    assert.match(project.action, /^https:\/\/stackblitz\.com\/run(\?|$)/);
    assert.equal(project.fields['project[template]'], 'html');
    assert.equal(project.fields['project[title]'], value);
    const found = parsed(project.fields['project[files][index.html]']);
    assert.deepEqual(found.map(({ name }) => name), ['meta', 'title', 'style', 'script', 'gradient-descent']);
    assert.equal(found[4].attributes['learning-rate'], value);
    assert.equal(html, textOf(lines.pen(made)));
  }
});

/** The frames that Qiita keeps and the scripts that it runs. */
const QIITA_FRAMES = ['www.youtube.com', 'www.youtube-nocookie.com', 'www.slideshare.net', 'docs.google.com', 'drive.google.com', 'docswell.com', 'www.docswell.com',
  'www.figma.com', 'embed.figma.com', 'stackblitz.com', 'blueprintue.com', 'claude.site'];
const QIITA_SCRIPT = 'https://public.codepenassets.com/embed/index.js';

const SAVED = [
  'https://codepen.io/some-one/pen/AbC_dEf', ' https://codepen.io/some-one/pen/AbC_dEf/ ', 'https://codepen.io/some-one/full/AbC_dEf?editors=1000#x',
  'https://codepen.io/team/some-team/details/AbC_dEf', 'https://codepen.io/editor/some-one/pen/01234567-89ab-cdef-0123-456789abcdef',
  'https://stackblitz.com/edit/web-platform-1?file=index.html', 'https://stackblitz.com/edit/stackblitz-starters-abcd#L3',
];

test('Qiita gets what it keeps: CodePen’s paragraph and script, a frame of StackBlitz', () => {
  for (const address of SAVED) {
    const text = textOf(lines.qiita(state(), address));
    const [first, second] = parsed(text);
    if (address.includes('codepen')) {
      assert.equal(first.name, 'p');
      assert.equal(first.attributes.class, 'codepen');
      assert.match(first.attributes['data-slug-hash'], /^[\w-]+$/);
      assert.match(first.attributes['data-height'], /^\d+$/);
      assert.equal(first.attributes['data-default-tab'], 'result');
      assert.ok(address.includes(`/${first.attributes['data-user']}/`), text);
      assert.equal(second.attributes.src, QIITA_SCRIPT);
    } else {
      assert.equal(first.name, 'iframe');
      const source = new URL(first.attributes.src);
      assert.ok(QIITA_FRAMES.includes(source.host), text);
      assert.deepEqual([...source.searchParams], [['embed', '1'], ['view', 'preview']]);
      assert.equal(second, undefined);
    }
    assert.ok(!/<(gradient-descent|canvas)/.test(text));
  }
});

test('Zenn gets one line of at most 300 characters without #', () => {
  for (const address of SAVED) {
    const text = textOf(lines.zenn(state(), address));
    const [, service, target] = /^@\[(codepen|stackblitz)\]\((https:\/\/(?:codepen\.io|stackblitz\.com)\/[\w\-/.?&=]+)\)$/.exec(text) ?? assert.fail(text);
    assert.ok(text.length <= 300 && !text.includes('#'), text);
    assert.equal(new URL(target).host, service === 'codepen' ? 'codepen.io' : 'stackblitz.com');
    if (service === 'codepen') assert.match(new URL(target).pathname, /^\/[\w\-/]+\/pen\/[\w-]+$/);
  }
  const long = `https://codepen.io/${'a'.repeat(300)}/pen/b`;
  assert.deepEqual(lines.zenn(state(), long), { reason: 'address-long' });
  assert.ok('text' in lines.qiita(state(), long));
});

test('an address that is no saved pen or project is refused, with the reason', () => {
  for (const [address, reason] of [
    ['', 'address-host'], ['codepen.io/a/pen/b', 'address-host'], ['http://codepen.io/a/pen/b', 'address-host'], ['https://codepen.io.evil.example/a/pen/b', 'address-host'],
    ['https://evil.example/?https://codepen.io/a/pen/b', 'address-host'], ['https://codepen.io@evil.example/a/pen/b', 'address-host'],
    ['https://a:b@codepen.io/a/pen/b', 'address-host'], ['https://codepen.io:8443/a/pen/b', 'address-host'], ['javascript:alert(1)', 'address-host'],
    ['https://codepen.io/', 'pen-path'], ['https://codepen.io/a', 'pen-path'], ['https://codepen.io/a/pen/', 'pen-path'], ['https://codepen.io/a/pen/b/c', 'pen-path'],
    ['https://codepen.io/a/pen/b"onload="x', 'pen-path'], ['https://codepen.io/a)/pen/b', 'pen-path'], ['https://codepen.io/pen/', 'pen-unsaved'],
    ['https://codepen.io/pen/define', 'pen-unsaved'], ['https://stackblitz.com/', 'project-path'], ['https://stackblitz.com/run', 'project-path'],
    ['https://stackblitz.com/edit/a"b', 'project-path'], ['https://stackblitz.com/edit/a/b', 'project-path'],
  ]) {
    for (const make of [lines.qiita, lines.zenn]) assert.deepEqual(make(state(), address), { reason }, address);
  }
});

test('what leads to the page is refused where the page is not known, the rest is not', () => {
  const lost = state({ addresses: { scripts: SCRIPTS, integrity: {} } });
  for (const make of [lines.link, lines.frame, lines.iframe, lines.jupyter, lines.markdown]) assert.deepEqual(make(lost), { reason: 'no-page' });
  for (const make of [lines.element, lines.classic, lines.pen, lines.mkdocs, lines.docusaurus]) assert.ok('text' in make(lost));
});

test('Markdown reads the picture’s words and both addresses whole', () => {
  for (const value of values()) {
    const text = textOf(lines.markdown(state({ title: value, picture: 'a (b).png', attributes: [['learning-rate', value]] })));
    const [, alt, picture, address] = /^\[!\[((?:\\.|[^\\[\]<>&`\n])*)\]\(((?:\\.|[^()\s\\])*)\)\]\(((?:\\.|[^()\s\\])*)\)$/.exec(text) ?? assert.fail(text);
    assert.equal(alt.replace(/\\(.)/g, '$1'), value.replace(/\s+/g, ' '));
    assert.equal(decodeURI(picture.replace(/\\(.)/g, '$1')), 'a (b).png');
    assert.equal(new URL(address.replace(/\\(.)/g, '$1')).searchParams.get('gradient-descent.learning-rate'), value);
  }
});

test('a notebook’s cell is Python with the frame’s address', () => {
  for (const value of values()) {
    const made = state({ attributes: [['learning-rate', value]] });
    const [first, second, ...others] = textOf(lines.jupyter(made)).split('\n');
    assert.equal(first, 'from IPython.display import IFrame');
    const [, address] = /^IFrame\("([^"\\]*)", width="100%", height=560\)$/.exec(second) ?? assert.fail(second);
    assert.equal(address, textOf(lines.frame(made)));
    assert.deepEqual(others, []);
  }
});

test('MkDocs loads a module; MDX imports the package and says a switch as text', () => {
  const made = state({ attributes: [['learning-rate', '1.1'], ['compact', '']] });
  assert.equal(textOf(lines.mkdocs(made)),
    `# mkdocs.yml\nextra_javascript:\n  - path: ${SCRIPTS}gradient-figures.js\n    type: module\n\n# Markdown\n<gradient-descent learning-rate="1.1" compact></gradient-descent>`);
  assert.equal(textOf(lines.docusaurus(made)), "import 'gradient-figures';\n\n<gradient-descent learning-rate=\"1.1\" compact=\"\"></gradient-descent>");
});
