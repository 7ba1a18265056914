// What a hand does, as WebDriver takes it: lists of small actions.

/** @type {Record<string, string>} */
const KEYS = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A',
  Escape: '\uE00C', Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017', Meta: '\uE03D',
};

/** @typedef {{ x: number, y: number }} Point in CSS pixels of the window or frame */
/** @typedef {'mouse' | 'touch' | 'pen'} Pointer */

const move = (/** @type {Point} */ { x, y }, /** @type {number} */ duration) =>
  ({ type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y), duration });

const pointerActions = (/** @type {Pointer} */ pointer, /** @type {object[]} */ actions) =>
  [{ type: 'pointer', id: `a ${pointer}`, parameters: { pointerType: pointer }, actions }];

/**
 * Press at the first point, many small moves to each of the others, release.
 * @param {Point[]} points
 * @param {{ pointer: Pointer, steps: number, pause: number, release: boolean }} options
 */
export function dragActions([first, ...others], { pointer, steps, pause, release }) {
  const actions = [move(first, 0), { type: 'pointerDown', button: 0 }];
  let from = first;
  for (const to of others) {
    for (let step = 1; step <= steps; step += 1) {
      const along = (/** @type {number} */ a, /** @type {number} */ b) => a + ((b - a) * step) / steps;
      actions.push(move({ x: along(from.x, to.x), y: along(from.y, to.y) }, pause));
    }
    from = to;
  }
  if (release) actions.push({ type: 'pointerUp', button: 0 });
  return pointerActions(pointer, actions);
}

/** The mouse moves there without being pressed. */
export function hoverActions(/** @type {Point} */ point) {
  return pointerActions('mouse', [move(point, 0)]);
}

/** Keys one after the other; names joined by + go down together. */
export function keyActions(/** @type {string[]} */ keys) {
  const actions = keys.flatMap((key) => {
    const together = key.length > 1 ? key.split('+').map((name) => KEYS[name] ?? name) : [key];
    const down = together.map((value) => ({ type: 'keyDown', value }));
    return [...down, ...together.reverse().map((value) => ({ type: 'keyUp', value }))];
  });
  return [{ type: 'key', id: 'a keyboard', actions }];
}
