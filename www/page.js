// The page around the figures: switches for language and theme, and the settings that the address carries.

/** @param {string} id */
const choice = (id) => /** @type {HTMLSelectElement} */ (document.getElementById(id));

const root = document.documentElement;
const asked = new URLSearchParams(location.search);

const figures = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('gradient-descent, minibatch-sgd, noise-escape, batch-throughput'));

// Settings that the address carries: of the first figure by their names, of another with its element's name before them,
// as in minibatch-sgd.batch-size=32. Samples come first, for they limit the batch size.
const SETTINGS = [
  'samples', 'noise', 'data-seed', 'learning-rate', 'batch-size', 'seed', 'sampling', 'start', 'steps', 'runs', 'axis', 'step', 'repeats',
];
for (const figure of figures) {
  const prefix = figure === figures[0] ? '' : `${figure.localName}.`;
  for (const name of SETTINGS) {
    const value = asked.get(prefix + name);
    if (value !== null) figure.setAttribute(name, value);
  }
}

/**
 * Keeps a choice in the address, where the page may change it.
 * @param {string} name
 * @param {string} value
 */
function remember(name, value) {
  const address = new URL(location.href);
  address.searchParams.set(name, value);
  try {
    history.replaceState(null, '', address);
  } catch {
    // A sandboxed page has no history of its own.
  }
}

function applyTheme() {
  const theme = choice('theme').value;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const figure of figures) figure.setAttribute('theme', theme);
}

/** Writes what the style sheet cannot switch: the title and the names of the themes. */
function speak() {
  document.title = document.querySelector(`h1[lang="${root.lang}"]`)?.textContent ?? document.title;
  for (const option of choice('theme').options) option.text = option.dataset[root.lang] ?? option.value;
}

choice('language').value = root.lang;
choice('language').addEventListener('change', () => {
  root.lang = choice('language').value;
  speak();
  remember('lang', root.lang);
});
speak();
choice('theme').value = root.dataset.theme ?? 'auto';
choice('theme').addEventListener('change', () => {
  applyTheme();
  remember('theme', choice('theme').value);
});
applyTheme();
