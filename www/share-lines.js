// The lines that put a figure, as it is now, onto another page. Each is a text, or the reason why there is none.

/**
 * @typedef {object} Addresses
 * @property {string} [page] the folder of the page, which also has embed.html
 * @property {string} [scripts] the folder of the package, where it is on the web
 * @property {Record<string, string>} integrity their hashes, as far as they are known
 */

/**
 * @typedef {object} State a figure as it is now
 * @property {string} element its name
 * @property {string} [id] its name on the page, where it stands on that
 * @property {[name: string, value: string][]} attributes those that are not the defaults; an empty value is a switch
 * @property {string[]} settings the names of all that an address may set
 * @property {string} title what it is, in a few words
 * @property {string} picture the name of the file that its picture is saved as
 * @property {string} lang
 * @property {string} theme
 * @property {number} height in pixels
 * @property {Addresses} addresses
 */

/** @typedef {{ text: string } | { reason: string }} Line */

/** Where the first figure of each kind stands on the page; its author gives it no settings. @type {Record<string, string>} */
export const HOMES = { 'gradient-descent': 'slope', 'minibatch-sgd': 'batches', 'noise-escape': 'escape', 'batch-throughput': 'hardware' };

/** How high the frame of a pen is in an article; the figure fills it. */
const PEN_HEIGHT = 480;

/** Zenn takes no more characters. */
export const MOST_ZENN = 300;

/** What HTML, Markdown and JSX read as the character itself, in one line. @param {string} text */
const escaped = (text) => text.replace(/[&"'<>\r\n\t]/g, (character) => (
  `&${{ '&': 'amp', '"': 'quot', '<': 'lt', '>': 'gt' }[character] ?? `#${character.charCodeAt(0)}`};`
));

/** @param {[name: string, value: string][]} attributes @param {boolean} isJsx JSX takes a bare switch for the value true, which React writes as a word */
const written = (attributes, isJsx) => attributes.map(([name, value]) => (
  value === '' && !isJsx ? ` ${name}` : ` ${name}="${escaped(value)}"`
)).join('');

/** @param {State} state @param {[name: string, value: string][]} [more] @param {boolean} [isJsx] */
function tag({ element, attributes }, more = [], isJsx = false) {
  const rest = more.filter(([name]) => attributes.every(([known]) => known !== name));
  return `<${element}${written([...attributes, ...rest], isJsx)}></${element}>`;
}

export const MODULE = 'gradient-figures.js';
export const CLASSIC = 'gradient-figures.classic.js';

/** @param {State} state @param {string} file */
function script({ addresses: { scripts, integrity } }, file) {
  // Beside the page, which may be opened as a file: browsers load neither modules then, nor what is pinned.
  if (scripts === undefined) return `<script src="${CLASSIC}"></script>`;
  const hash = integrity[file];
  return `<script${file === MODULE ? ' type="module"' : ''} src="${escaped(scripts + file)}"${hash ? ` integrity="${escaped(hash)}"` : ''} crossorigin="anonymous"></script>`;
}

/** @param {State} state @param {[name: string, value: string][]} [more] */
const lines = (state, more) => `${script(state, MODULE)}\n${tag(state, more)}`;

/** What a page of its own does not know by itself. @param {State} state @returns {[name: string, value: string][]} */
const surroundings = ({ lang, theme }) => [['lang', lang], ...(theme === 'auto' ? [] : [/** @type {[string, string]} */ (['theme', theme])])];

/** @param {State} state @param {(page: string) => string} text @returns {Line} */
const onPage = ({ addresses: { page } }, text) => (page === undefined ? { reason: 'no-page' } : { text: text(page) });

/**
 * Returns the address of the page with the figure as it is now.
 * @param {State} state
 */
export const link = (state) => onPage(state, (page) => {
  const { element, id, attributes, settings } = state;
  const home = HOMES[element];
  const own = new Map(attributes);
  // The author of the page gives the others settings of their own: nothing at all would mean those.
  const names = settings.filter((name) => own.has(name) || (id !== undefined && id !== home));
  const asked = new URLSearchParams([...names.map((name) => [`${id ?? element}.${name}`, own.get(name) ?? '']), ...surroundings(state)]);
  return `${page}?${asked}#${id ?? home}`;
});

/**
 * Returns the address of the figure alone, for a frame.
 * @param {State} state
 */
export const frame = (state) => onPage(state, (page) => {
  const own = state.attributes.filter(([name]) => !['lang', 'theme'].includes(name));
  return `${page}embed.html?${new URLSearchParams([['figure', state.element], ...own, ...surroundings(state)])}`;
});

/** @param {Line} line @param {(text: string) => string} make @returns {Line} */
const made = (line, make) => ('text' in line ? { text: make(line.text) } : line);

/** Returns the figure as an element, with the script that it needs. @param {State} state @returns {Line} */
export const element = (state) => ({ text: lines(state) });

/** Returns the same for pages that take no modules. @param {State} state @returns {Line} */
export const classic = (state) => ({ text: `${script(state, CLASSIC)}\n${tag(state)}` });

/** @param {State} state */
export const iframe = (state) => made(frame(state), (address) => (
  `<iframe src="${escaped(address)}" width="100%" height="${state.height}" style="border:0" title="${escaped(state.title)}" loading="lazy"></iframe>`
));

/** Returns what MkDocs needs in its settings, and what goes into the text. @param {State} state @returns {Line} */
export const mkdocs = (state) => ({
  text: `# mkdocs.yml\nextra_javascript:\n  - path: ${state.addresses.scripts ?? ''}${MODULE}\n    type: module\n\n# Markdown\n${tag(state)}`,
});

/** Returns what goes into an MDX file once the package is installed. @param {State} state @returns {Line} */
export const docusaurus = (state) => ({ text: `import 'gradient-figures';\n\n${tag(state, [], true)}` });

/** Returns a cell of a notebook. @param {State} state */
export const jupyter = (state) => made(frame(state), (address) => (
  `from IPython.display import IFrame\nIFrame(${JSON.stringify(address)}, width="100%", height=${state.height})`
));

/** Returns a picture that leads to the page. @param {State} state */
export const markdown = (state) => made(link(state), (address) => (
  `[![${state.title.replace(/\s+/g, ' ').replace(/[\\[\]<>&`*_!]/g, '\\$&')}](${encodeURI(state.picture).replace(/[()]/g, '\\$&')})](${address.replace(/[()]/g, '\\$&')})`
));

/** How the pens and projects look: the figure fills the frame that shows them. */
const PEN_CSS = 'body { margin: 0; }';

/** The element as it goes into a pen. @param {State} state */
const penLines = (state) => lines(state, [['fit', ''], ...surroundings(state)]);

/** @typedef {{ action: string, fields: Record<string, string> }} Form what is posted to open a project */

/** Returns the form that opens a pen. @param {State} state @returns {Form} */
export const codePen = (state) => ({
  action: 'https://codepen.io/pen/define',
  fields: { data: JSON.stringify({ title: state.title, html: penLines(state), css: PEN_CSS, editors: '100' }) },
});

/** Returns the form that opens a project of StackBlitz. @param {State} state @returns {Form} */
export const stackBlitz = (state) => ({
  action: 'https://stackblitz.com/run?file=index.html',
  fields: {
    'project[title]': state.title,
    'project[description]': state.title,
    'project[template]': 'html',
    'project[files][index.html]': `<!doctype html>\n<meta charset="utf-8">\n<title>${escaped(state.title)}</title>\n<style>${PEN_CSS}</style>\n${penLines(state)}\n`,
  },
});

/** Returns what to write into a pen or a project by hand, which has no files beside it. @param {State} state @returns {Line} */
export const pen = (state) => (state.addresses.scripts === undefined ? { reason: 'no-package' } : { text: penLines(state) });

/** @param {string} given @param {string} host @returns {URL | undefined} */
function address(given, host) {
  try {
    const url = new URL(given.trim());
    return url.protocol === 'https:' && url.host === host && !url.username ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the address of a pen or a project that the reader has saved.
 * @param {string} given
 * @returns {{ site: 'codepen', user: string, slug: string } | { site: 'stackblitz', project: string } | { reason: string }}
 */
export function saved(given) {
  const pen = address(given, 'codepen.io');
  if (pen) {
    const [, user, slug] = /^\/((?:team\/|editor\/)?[\w-]+)\/(?:pen|full|details|embed)\/([\w-]+)\/?$/.exec(pen.pathname) ?? [];
    return slug ? { site: 'codepen', user, slug } : { reason: /^\/pen\b/.test(pen.pathname) ? 'pen-unsaved' : 'pen-path' };
  }
  const project = address(given, 'stackblitz.com');
  if (project) {
    const [, name] = /^\/edit\/([\w-]+)\/?$/.exec(project.pathname) ?? [];
    return name ? { site: 'stackblitz', project: name } : { reason: 'project-path' };
  }
  return { reason: 'address-host' };
}

/** @param {string} project */
const preview = (project) => `https://stackblitz.com/edit/${project}?embed=1&view=preview`;

/** Returns what Qiita shows a saved pen or project by. @param {State} _ @param {string} given its address @returns {Line} */
export function qiita(_, given) {
  const found = saved(given);
  if ('reason' in found) return found;
  return {
    text: found.site === 'codepen'
      ? `<p class="codepen" data-height="${PEN_HEIGHT}" data-default-tab="result" data-slug-hash="${found.slug}" data-user="${found.user}"></p>\n<script async src="https://public.codepenassets.com/embed/index.js"></script>`
      : `<iframe src="${escaped(preview(found.project))}" width="100%" height="${PEN_HEIGHT}"></iframe>`,
  };
}

/** Returns what Zenn shows a saved pen or project by. @param {State} _ @param {string} given its address @returns {Line} */
export function zenn(_, given) {
  const found = saved(given);
  if ('reason' in found) return found;
  const text = found.site === 'codepen'
    ? `@[codepen](https://codepen.io/${found.user}/pen/${found.slug}?default-tab=result)`
    : `@[stackblitz](${preview(found.project)})`;
  return text.length > MOST_ZENN ? { reason: 'address-long' } : { text };
}
