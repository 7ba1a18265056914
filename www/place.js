// Where the page has to go so that what a reader asked for is in view, and no further.

/** The edges of a part of the page, in CSS pixels from the upper edge of the view. @typedef {{ top: number, bottom: number }} Extent */

/** Room between what is to be seen and the edge of the view, in CSS pixels. */
const ROOM = 8;

/**
 * Returns by how much to scroll, 0 to stay: so that a part is in view, and one of the plots with it where one fits in beside
 * it. Of the plots the one is taken that takes the shortest way.
 * @param {Extent} part
 * @param {Extent[]} plots
 * @param {number} height of the view
 */
export function wayTo(part, plots, height) {
  const both = plots.map(({ top, bottom }) => ({ top: Math.min(part.top, top), bottom: Math.max(part.bottom, bottom) }));
  const fitting = both.filter(({ top, bottom }) => bottom - top <= height - 2 * ROOM);
  const ways = (fitting.length > 0 ? fitting : [part]).map((span) => way(span, height));
  return ways.reduce((least, one) => (Math.abs(one) < Math.abs(least) ? one : least));
}

/** @param {Extent} span @param {number} height */
function way({ top, bottom }, height) {
  if (top >= 0 && bottom <= height) return 0;
  // Of what is higher than the view, the beginning is to be seen.
  const isHigh = bottom - top > height - 2 * ROOM;
  return top < 0 || isHigh ? top - ROOM : bottom - height + ROOM;
}
