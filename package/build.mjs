// Makes what other sites embed, from a page that has just been built: `node package/build.mjs <built page> <glue> <compressed module> <version> <report>`.
// It writes <built page>/package/, which is ready to publish, embed.html beside the page, and a report of how large each file is.

import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ELEMENTS } from '../www/settings.js';
import { measure, written } from './sizes.mjs';

const [page, glue, compressed, version, report] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const folder = join(page, 'package');

/** What pages can pin the scripts by, as they are built. @type {Record<string, string>} */
const integrity = {};

/** The names that the scripts share among themselves: the same in all of them. @type {Record<string, string | false>} */
let names = {};

/**
 * Puts the module `parts` in the place of www/parts.js, and what is built in the place of `built:…`.
 * @param {string} parts @param {string} [share] how a script gets what shares a figure
 * @returns {import('esbuild').Plugin}
 */
const placed = (parts, share = '') => ({
  name: 'parts',
  setup(build) {
    build.onResolve({ filter: /^\.\/parts\.js$/ }, () => ({ path: join(here, parts) }));
    build.onResolve({ filter: /\/gradient-figures\.js$/ }, () => ({ path: glue }));
    build.onResolve({ filter: /^built:share$/ }, () => ({ path: join(here, share) }));
    build.onResolve({ filter: /^built:.*\./ }, ({ path }) => ({ path: path.slice('built:'.length), namespace: 'built' }));
    build.onLoad({ filter: /.*/, namespace: 'built' }, async ({ path }) => {
      if (path === 'integrity.json') return { contents: JSON.stringify(integrity), loader: 'json' };
      if (path.endsWith('.gz')) return { contents: readFileSync(compressed).toString('base64'), loader: 'text' };
      const css = ['package/host.css', 'www/figure.css', 'package/fit.css'].map((file) => readFileSync(join(project, file), 'utf8')).join('');
      return { contents: await minified(`${css} slot { display: block; } ${room((tag) => `:host(${tag}:not(:state(failed))) slot`)}`), loader: 'text' };
    });
  },
});

const minified = async (/** @type {string} */ css) => (await transform(css, { loader: 'css', minify: true })).code;

/** Returns the rules of room.css, each for what `selector` makes of a figure's tag. @param {(tag: string) => string} selector */
function room(selector) {
  return readFileSync(join(project, 'www/room.css'), 'utf8').replace(/^( *)([a-z]+-[a-z]+(?:\[compact\])?) \{/gm, (_, indent, tag) => `${indent}${selector(tag)} {`);
}

/** @param {import('esbuild').BuildOptions} options */
async function bundle(options) {
  const result = await build({ ...COMMON, mangleCache: names, ...options });
  names = result.mangleCache ?? names;
  return result;
}

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  bundle: true,
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  charset: 'utf8',
  mangleProps: /^_[a-z]/,
  reserveProps: /^(_model|_call)$/,
  logLevel: 'warning',
  // The glue's own way to load the module, which nothing here takes.
  logOverride: { 'empty-import-meta': 'silent' },
  inject: [join(here, 'node-safe.js')],
  define: {
    // Two versions on a page do not take each other's.
    'globalThis.FIGURES_SHARE': `globalThis.gradientFiguresShare_${version.replace(/\W/g, '_')}`,
    'globalThis.FIGURES_PAGE': JSON.stringify(process.env.PAGE_ADDRESS ?? ''),
    'globalThis.FIGURES_PACKAGE': JSON.stringify(process.env.PACKAGE_ADDRESS ?? ''),
  },
  banner: { js: `/*! gradient-figures ${version} | MIT OR Apache-2.0 */` },
};

mkdirSync(folder, { recursive: true });
const entry = join(project, 'www/figures.js');
const single = join(folder, 'gradient-figures.js');
const classic = join(folder, 'gradient-figures.classic.js');
await bundle({ entryPoints: [entry], format: 'esm', outfile: single, plugins: [placed('parts-inlined.js', 'share-module.js')] });
await bundle({ entryPoints: [entry], format: 'iife', globalName: 'GradientFigures', outfile: classic, plugins: [placed('parts-inlined.js', 'share-classic.js')] });
await bundle({ entryPoints: [join(here, 'embed-host.js')], format: 'iife', outfile: join(folder, 'embed-host.js'), inject: [] });
// For pages that keep the room before the script is there: they have no containers, a figure is as wide as the page at most.
const waiting = room((tag) => `${tag}:not(:defined)`).replaceAll('@container', '@media');
writeFileSync(join(folder, 'gradient-figures.css'), await minified(`:is(${ELEMENTS.join()}):not(:defined) { display: block; }\n${waiting}`));
for (const name of ['gradient-figures.js', 'gradient-figures.classic.js', 'gradient-figures.css', 'embed-host.js']) {
  integrity[name] = `sha384-${createHash('sha384').update(readFileSync(join(folder, name))).digest('base64')}`;
}
for (const place of [folder, join(page, 'www')]) writeFileSync(join(place, 'integrity.json'), JSON.stringify(integrity, undefined, 2));
await bundle({ entryPoints: [join(here, 'share-entry.js')], format: 'iife', outfile: join(folder, 'gradient-figures.share.js'), plugins: [placed('parts-share.js')] });
await bundle({
  entryPoints: { 'gradient-figures': entry }, format: 'esm', outdir: join(folder, 'module'), splitting: true, chunkNames: '[name]-[hash]',
  plugins: [placed('parts-beside.js')],
});
cpSync(join(page, 'gradient-figures_bg.wasm'), join(folder, 'module', 'gradient-figures_bg.wasm'));

// The frame's own page: in the package, and beside the page that it is linked from.
await bundle({ entryPoints: [join(here, 'embed.js')], format: 'iife', outfile: join(folder, 'embed.js'), inject: [], banner: {} });
await bundle({ entryPoints: [join(here, 'embed.css')], outfile: join(folder, 'embed.css'), inject: [], banner: {} });
const embed = readFileSync(join(here, 'embed.html'), 'utf8').split('\n').map((line) => line.trim()).filter(Boolean).join('\n');
writeFileSync(join(folder, 'embed.html'), embed);
writeFileSync(join(page, 'embed.html'), embed.replace(/(src|href)="(?!data:)/g, '$1="package/'));

await writeStandalone();
for (const name of ['gradient-figures.d.ts', 'react.d.ts', 'vue.d.ts', 'custom-elements.json', 'README.md']) cpSync(join(here, name), join(folder, name));
for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(project, name), join(folder, name));
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`);
writeFileSync(report, written(measure(page)));
console.log(`how large each file is: ${report}`);

/** Writes the whole page as one file that needs no server. */
async function writeStandalone() {
  const script = async (/** @type {string} */ file) => {
    const { outputFiles = [] } = await bundle({
      entryPoints: [join(project, file)], format: 'iife', write: false, inject: [], banner: {}, plugins: [placed('parts-whole.js', 'share-inlined.js')],
    });
    return outputFiles[0].text;
  };
  const tag = (/** @type {string} */ text, rest = '') => `<script${rest}>${text.replaceAll('</script', '<\\/script')}</script>`;
  const replaced = /** @type {[RegExp, string][]} */ ([
    [/<link rel="(?:module)?preload"[^>]*>\n?/g, ''],
    [/<script src="www\/language.js" data-page><\/script>/, tag(await script('www/language.js'))],
    [/<link rel="stylesheet" href="www\/page.css">/, `<style>${readFileSync(join(page, 'www/page.css'), 'utf8')}</style>`],
    [/<script type="module" src="www\/figures.js"><\/script>/, tag(await script('www/figures.js'))],
    [/<script src="www\/page.js" defer><\/script>/, tag(await script('www/page.js'), ' type="module"')],
  ]);
  let text = readFileSync(join(page, 'index.html'), 'utf8');
  for (const [pattern, by] of replaced) {
    if (!pattern.test(text)) throw new Error(`the page has no ${pattern}`);
    text = text.replace(pattern, () => by);
  }
  text = text.replace(/(?<=(?:src|srcset)=")www\/pictures\/[^"]+\.svg/g, (path) => (
    `data:image/svg+xml;base64,${readFileSync(resolve(page, path)).toString('base64')}`
  ));
  writeFileSync(join(folder, 'standalone.html'), text);
}
