// Medians and other quantiles.

/** Returns the number below which the share `at` of `numbers` lies. */
export function quantile(/** @type {number[]} */ numbers, /** @type {number} */ at) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round(at * (sorted.length - 1))];
}

export const median = (/** @type {number[]} */ numbers) => quantile(numbers, 0.5);
