// Numbers as a reader writes them.

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @param {number} exponent */
function raised(exponent) {
  return [...String(exponent)].map((c) => (c === '-' ? '⁻' : SUPERSCRIPT[Number(c)])).join('');
}

/**
 * Writes a decimal such as `1.5e-7` or `-3.20` with a true minus, a power of ten and no idle zeros.
 * @param {string} written what Number prints
 */
function tidy(written) {
  const [mantissa, exponent] = written.split('e');
  const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const number = exponent === undefined ? digits : `${/^-?1$/.test(digits) ? digits.slice(0, -1) : `${digits}×`}10${raised(Number(exponent))}`;
  return (number === '-0' ? '0' : number).replace('-', '−');
}

/**
 * Returns a value rounded for reading: four decimals, or four digits where it is small or large.
 * @param {number} value
 */
export function rounded(value) {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return tidy(shortened(value));
}

/**
 * Returns a finite value as Number prints it in four decimals, or in four digits where it is small or large.
 * @param {number} value
 */
function shortened(value) {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e6 || size < 1e-3) return value.toExponential(3);
  return value.toFixed(size < 0.1 ? 3 - Math.floor(Math.log10(size)) : 4);
}

/**
 * Whether what is written stands for a value up to float64's own noise in the last digits.
 * @param {string} written what Number prints
 * @param {number} value
 */
function isWhole(written, value) {
  return Math.abs(Number(written) - value) <= 1e-12 * Math.abs(value);
}

/**
 * Returns a value in full, as it was set.
 * @param {number} value
 */
export function exact(value) {
  return tidy(String(value).replace('e+', 'e'));
}

/**
 * Whether `rounded` loses more than float64's own noise in the last digits.
 * @param {number} value
 */
export function isRounded(value) {
  return Number.isFinite(value) && !isWhole(shortened(value), value);
}

/**
 * Returns `= value` or `≈ value`, with as many decimals as tell it from −1, 0 and 1, where a verdict turns.
 * @param {number} value
 */
export function told(value) {
  if (!Number.isFinite(value)) return `≈ ${rounded(value)}`;
  let written = shortened(value);
  for (let decimals = 5; decimals < 18 && [-1, 0, 1].includes(Number(written)) && Number(written) !== value; decimals += 1) {
    written = value.toFixed(decimals);
  }
  return `${isWhole(written, value) ? '=' : '≈'} ${tidy(written)}`;
}

/**
 * Returns a whole number with its digits in groups of three from 10 000 on.
 * @param {number} value
 */
export function grouped(value) {
  return value < 10_000 || value >= 1e6 ? rounded(value) : String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/**
 * Returns the number that a property or attribute value stands for, NaN when it stands for none.
 * @param {unknown} value
 */
export function toNumber(value) {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  const text = value.normalize('NFKC').trim().replace(/^[−–]/, '-');
  return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
}
