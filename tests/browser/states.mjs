// The states that `cargo xtask shots` takes pictures of.

/**
 * @typedef {object} State
 * @property {string} name the file's name; a command-line filter looks for a part of it
 * @property {string} [path] the address below the page's root, with its own query if need be
 * @property {number} [width] of the view, in CSS pixels; 1280 if not given
 * @property {number} [height] at least; the picture is as high as the page
 * @property {'light' | 'dark'} [theme] what the reader prefers, and `?theme=`
 * @property {'en' | 'ja'} [lang] `?lang=`
 * @property {import('./drivers.mjs').Wishes} [wishes] what else the reader prefers
 * @property {(engine: string) => unknown} [setup] runs in the page before the picture; may be asynchronous
 */

/** Waits until the figure is there and has drawn. */
const ready = async () => {
  await customElements.whenDefined('gradient-descent');
  await document.querySelector('gradient-descent')?.updateComplete;
};

/** The runs worth looking at, by name. @type {Record<string, { query: string, setup?: State['setup'] }>} */
const scenes = {
  converging: { query: '' },
  diverging: { query: 'learning-rate=1.1' },
  overflowed: { query: 'learning-rate=1.5&steps=800' },
  alternating: { query: 'learning-rate=0.9&steps=20&step=7' },
  huge: { query: 'learning-rate=1000' },
  cycle: { query: 'learning-rate=1' },
  'one-step': { query: 'learning-rate=0.5' },
  error: {
    query: '',
    setup: async () => {
      await customElements.whenDefined('gradient-descent');
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      figure.learningRate = -1;
      await figure.updateComplete;
    },
  },
  table: {
    query: 'learning-rate=0.75',
    setup: async () => {
      await customElements.whenDefined('gradient-descent');
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      await figure.updateComplete;
      figure.shadowRoot.querySelector('details').open = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
  },
};

/** Of the second figure: settings by attribute. @type {Record<string, Record<string, string | number>>} */
const fits = {
  fit: {},
  'fit-between-limits': { 'learning-rate': 1.6, steps: 100 },
  'fit-diverging': { 'learning-rate': 2.2 },
  'fit-overflowed': { 'learning-rate': 50, steps: 400 },
  'fit-scrubbed': { step: 12, 'learning-rate': 0.3, axis: 'gradients' },
  'fit-million': { samples: 1_000_000, 'batch-size': 32, axis: 'epochs' },
  'fit-error': { 'batch-size': 1000 },
};
for (const [name, settings] of Object.entries(fits)) {
  const query = new URLSearchParams(Object.entries(settings).map(([key, value]) => [`minibatch-sgd.${key}`, String(value)]));
  scenes[name] = {
    query: String(query),
    setup: async () => {
      await customElements.whenDefined('minibatch-sgd');
      document.querySelector('minibatch-sgd')?.scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 600));
    },
  };
}

/** With the disclosures open that hold planes. @type {Record<string, string>} */
const opened = {
  rates: 'learning-rate=0.8&start=-7',
  'rates-overflowed': 'learning-rate=1.2&steps=1000',
  'fit-rates': 'minibatch-sgd.learning-rate=0.3',
  'fit-rates-one': 'minibatch-sgd.batch-size=1&minibatch-sgd.steps=200',
};
for (const [name, query] of Object.entries(opened)) {
  scenes[name] = {
    query,
    setup: async () => {
      await customElements.whenDefined('minibatch-sgd');
      const tag = location.search.includes('minibatch-sgd') ? 'minibatch-sgd' : 'gradient-descent';
      const figure = /** @type {HTMLElement} */ (document.querySelector(tag));
      for (const more of figure.shadowRoot?.querySelectorAll('details') ?? []) more.open = more.classList.contains('more');
      figure.scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 900));
    },
  };
}

/** Of the third figure: settings by attribute. @type {Record<string, Record<string, string | number>>} */
const escapes = {
  escape: {},
  'escape-full': { 'batch-size': 64 },
  'escape-diverging': { 'learning-rate': 0.35, 'batch-size': 2 },
  'escape-scrubbed': { step: 40, 'learning-rate': 0.12 },
  'escape-counting': { 'batch-size': 60, steps: 10_000 },
  'escape-error': { runs: 0 },
};
for (const [name, settings] of Object.entries(escapes)) {
  const query = new URLSearchParams(Object.entries(settings).map(([key, value]) => [`noise-escape.${key}`, String(value)]));
  scenes[name] = {
    query: String(query),
    setup: async () => {
      await customElements.whenDefined('noise-escape');
      document.querySelector('noise-escape')?.scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 600));
    },
  };
}

/** Of the figure that measures: before and after. @type {Record<string, boolean>} */
const measured = { throughput: false, 'throughput-measured': true };
for (const [name, isMeasured] of Object.entries(measured)) {
  scenes[name] = {
    query: `batch-throughput.repeats=3&measured=${isMeasured}`,
    setup: async () => {
      await customElements.whenDefined('batch-throughput');
      const figure = /** @type {any} */ (document.querySelector('batch-throughput'));
      figure.scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 600));
      if (new URLSearchParams(location.search).get('measured') === 'true') await figure.measure();
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
  };
}

/** @type {State[]} */
export const states = Object.entries(scenes).flatMap(([scene, { query, setup = ready }]) =>
  [360, 768, 1280].flatMap((width) =>
    /** @type {const} */ (['en', 'ja']).flatMap((lang) =>
      /** @type {const} */ (['light', 'dark']).map((theme) => ({
        name: `${scene}-${width}-${lang}-${theme}`, path: `/?${query}`, width, lang, theme, setup,
      })),
    ),
  ),
);
