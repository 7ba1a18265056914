// What was measured as a table: Markdown that is aligned, so that it reads as plain text too.

/** @typedef {{ en: string, ja: string }} Text */
/**
 * @typedef {object} Row
 * @property {Text} what
 * @property {string} own what was measured of the page, with its unit
 * @property {Record<string, number | undefined>} [ratios] its share of each contender's
 * @property {Bar[]} [bars]
 */
/** @typedef {{ value: number, most: number, what?: string, unit?: string }} Bar the most that `value` may be */

/** @type {Record<string, Text>} */
const COLUMNS = {
  native: { en: '÷ native Rust', ja: '÷ ネイティブ Rust' },
  javascript: { en: '÷ JavaScript', ja: '÷ JavaScript' },
  numpy: { en: '÷ NumPy', ja: '÷ NumPy' },
  naive: { en: '÷ naive redraw', ja: '÷ 素朴な描き直し' },
};
const HEADS = {
  what: { en: 'measured', ja: '測ったもの' },
  own: { en: 'this page', ja: 'このページ' },
  bars: { en: 'bar', ja: '基準' },
};

export const holds = (/** @type {Bar} */ { value, most }) => value <= most;

/**
 * Returns the table.
 * @param {Row[]} rows @param {'en' | 'ja'} language
 */
export function table(rows, language) {
  const names = Object.keys(COLUMNS);
  const head = [HEADS.what, HEADS.own, ...Object.values(COLUMNS), HEADS.bars].map((text) => text[language]);
  const body = rows.map(({ what, own, ratios = {}, bars = [] }) => [
    what[language],
    own,
    ...names.map((name) => short(ratios[name])),
    bars.map((bar) => written(bar, language)).join('; '),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => width(cells[column]))));
  const isText = (/** @type {number} */ column) => column === 0 || column === head.length - 1;
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell, column) => padded(cell, widths[column], isText(column))).join(' | ')} |`;
  const rule = widths.map((width, column) => (isText(column) ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`));
  return [line(head), `|${rule.join('|')}|`, ...body.map(line)].join('\n');
}

function written(/** @type {Bar} */ bar, /** @type {'en' | 'ja'} */ language) {
  const limit = `${[bar.what && (COLUMNS[bar.what]?.[language] ?? bar.what), '≤', bar.most, bar.unit].filter((part) => part !== undefined).join(' ')}`;
  return `${limit} ${holds(bar) ? '✓' : '✗'}`;
}

/** Two digits, or what leaves none before them out. */
export function short(/** @type {number | undefined} */ value) {
  if (value === undefined || Number.isNaN(value)) return '';
  return value < 0.1 ? value.toPrecision(2).replace(/^(0\.0*\d\d?).*$/, '$1') : value.toFixed(2);
}

/** In columns of a terminal: a Japanese character takes two. */
function width(/** @type {string} */ text) {
  return [...text].reduce((sum, character) => sum + (/[\u3000-\u9fff\uff00-\uffef]/.test(character) ? 2 : 1), 0);
}

function padded(/** @type {string} */ text, /** @type {number} */ columns, /** @type {boolean} */ isText) {
  const space = ' '.repeat(columns - width(text));
  return isText ? text + space : space + text;
}

/** Returns a text with what stands between its two marks replaced. */
export function between(/** @type {string} */ text, /** @type {string} */ content) {
  const [start, end] = ['<!-- bench -->', '<!-- /bench -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${start} and ${end} are missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}
