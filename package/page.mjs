// Makes the scripts and styles of a page that Trunk has put together small: `node package/page.mjs <page>`. Scripts become
// parts of those that import them; what several share becomes a script of its own, loaded once.

import { build, transform } from 'esbuild';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ELEMENTS } from '../www/settings.js';

const page = resolve(process.argv[2]);
const small = join(page, 'small');

/** The script that the page names, with all that its first figure needs. */
const FIRST = 'www/figures.js';

/** What is loaded when it is wanted. */
const LATER = [...ELEMENTS.slice(1).map((element) => `www/${element}.js`), 'www/opened.js'];

/** Scripts that share nothing: each a file for itself. */
const ALONE = ['www/share.js', 'www/other-models.js', ...['en', 'ja'].flatMap((language) => ['base', 'more'].map((part) => `www/locales/${language}-${part}.js`))];

/** Scripts that are no modules, which a page opened as a file can load too. */
const CLASSIC = ['www/language.js', 'www/page.js'];

const PAGE_STYLE = 'www/page.css';
const FIGURE_STYLE = 'www/figure.css';

const minified = async (/** @type {string} */ css) => (await transform(css, { loader: 'css', minify: true })).code.trim();

const OTHER_KINDS = /\/\* <other-kinds>[\s\S]*?<\/other-kinds> \*\//g;
const figureCss = readFileSync(join(page, FIGURE_STYLE), 'utf8');
const styles = {
  first: await minified(figureCss.replace(OTHER_KINDS, '')),
  others: await minified((figureCss.match(OTHER_KINDS) ?? []).join('\n')),
};

/** The names that scripts share among themselves: the same in all of them. @type {Record<string, string | false>} */
let shared = {};

/** @param {string[]} files @param {import('esbuild').BuildOptions} [options] */
async function bundle(files, options = {}) {
  const result = await build({
    entryPoints: files.map((file) => join(page, file)),
    outdir: small,
    outbase: page,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    // What figures share among themselves; tests look at the two that stay.
    mangleProps: /^_[a-z]/,
    reserveProps: /^(_model|_call)$/,
    mangleCache: shared,
    logLevel: 'warning',
    plugins: [{
      name: 'page',
      setup({ onLoad }) {
        // So that a script has only those of the module's classes that it names.
        onLoad({ filter: /\/gradient-figures\.js$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8').replace(/^if \(Symbol\.dispose\).*$/gm, '') }));
        onLoad({ filter: /\/style-text\.js$/ }, () => ({
          contents: `export const styleText = async () => ${JSON.stringify(styles.first)}; export const otherStyle = ${JSON.stringify(styles.others)};`,
        }));
      },
    }],
    define: {
      'globalThis.FIGURES_PAGE': JSON.stringify(process.env.PAGE_ADDRESS ?? ''),
      'globalThis.FIGURES_PACKAGE': JSON.stringify(process.env.PACKAGE_ADDRESS ?? ''),
    },
    ...options,
  });
  shared = result.mangleCache ?? shared;
  return result.metafile;
}

const { outputs } = /** @type {import('esbuild').Metafile} */ (await bundle([FIRST, ...LATER], { splitting: true, chunkNames: 'www/[name]-[hash]' }));
await bundle(ALONE);
await bundle(CLASSIC, { format: 'iife' });
await bundle([PAGE_STYLE]);

/** @param {string} folder @returns {string[]} the scripts and styles in it and below */
const files = (folder) => readdirSync(folder, { recursive: true }).map(String).filter((file) => /\.(m?js|css)$/.test(file));

// In the place of all scripts and styles there were.
const made = files(small);
for (const file of files(page)) if (!file.startsWith('small')) rmSync(join(page, file));
for (const file of made) renameSync(join(small, file), join(page, file));
rmSync(small, { recursive: true });

/** @param {string} path */
const addressOf = (path) => relative(small, resolve(path)).replaceAll('\\', '/');

// The bundler puts what the first script shares with the others into another one, which all of them import: it takes the first
// one's place, with the exports of both, so that the page asks for one script instead of two.
const entry = Object.entries(outputs).find(([path]) => addressOf(path) === FIRST)?.[1];
const [common, ...others] = (entry?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => addressOf(path));
const stub = /^import\{([^}]*)\}from"\.\/([^"]*)";export\{([^}]*)\};?\s*$/.exec(readFileSync(join(page, FIRST), 'utf8'));
if (others.length || !stub || `www/${stub[2]}` !== common) throw new Error(`${FIRST} is more than what it shares`);
const pairs = (/** @type {string} */ list) => list.split(',').map((one) => one.split(' as '));
const exported = new Map(pairs(stub[1]).map(([outer, inner = outer]) => [inner, outer]));
const own = pairs(stub[3]).map(([inner, outer = inner]) => `${exported.get(inner)} as ${outer}`);
writeFileSync(join(page, FIRST), `${readFileSync(join(page, common), 'utf8').trimEnd()}export{${own}}from"./${FIRST.slice('www/'.length)}";\n`);
rmSync(join(page, common));
for (const path of Object.keys(outputs).map(addressOf).filter((one) => ![FIRST, common].includes(one))) {
  writeFileSync(join(page, path), readFileSync(join(page, path), 'utf8').replaceAll(`"./${stub[2]}"`, `"./${FIRST.slice('www/'.length)}"`));
}

const index = join(page, 'index.html');
let html = readFileSync(index, 'utf8');
for (const [given, made] of /** @type {[RegExp, string][]} */ ([
  [/<link rel="preload" href="www\/figure.css"[^>]*>\n/, ''],
  [/<script type="module" src="www\/page.js"><\/script>/, '<script src="www/page.js" defer></script>'],
])) {
  if (!given.test(html)) throw new Error(`the page has no ${given}`);
  html = html.replace(given, made);
}
writeFileSync(index, html);
console.log(`optimised: the page's scripts, ${Object.keys(outputs).length - 1} of them modules that share`);
