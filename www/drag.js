// How a pointer drags over something on a page that scrolls.

/** How far a finger goes before it is known whether it drags or scrolls, in CSS pixels. */
const SLOP = 6;

/**
 * @typedef {object} Grip
 * @property {(event: PointerEvent) => boolean | void} begin takes hold where the pointer came down; false where there is nothing to hold
 * @property {(event: PointerEvent) => void} move
 * @property {() => void} end
 */

/**
 * Lets a pointer drag. Mouse and pen take hold at once. A finger takes hold when it goes sideways or is lifted where it
 * came down: one that goes up or down scrolls the page, and nothing else comes of it. That needs `touch-action: pan-y`;
 * where the whole way is dragged (`touch-action: none`), a finger takes hold at once too.
 * @param {HTMLElement} target
 * @param {Grip} grip
 * @param {{ isAtOnce?: boolean }} [options]
 */
export function dragged(target, grip, { isAtOnce = false } = {}) {
  /** The pointer that is down and where it came down. @type {PointerEvent | undefined} */
  let down;
  let isHeld = false;
  const take = () => {
    isHeld = down !== undefined && grip.begin(down) !== false;
    if (!isHeld) down = undefined;
    return isHeld;
  };
  /** Hears of the pointer wherever it goes. @param {PointerEvent} event */
  const capture = (event) => {
    try {
      target.setPointerCapture(event.pointerId);
    } catch {
      // It is gone by now.
    }
  };
  const release = () => {
    down = undefined;
    if (!isHeld) return;
    isHeld = false;
    grip.end();
  };
  target.addEventListener('pointerdown', (event) => {
    // Of several fingers the first one counts; where its end was never heard of, as when the figure was taken away, the next.
    if (event.button !== 0 || (down && !event.isPrimary)) return;
    release();
    down = event;
    if (!isAtOnce && event.pointerType === 'touch') return;
    if (take()) capture(event);
  });
  target.addEventListener('pointermove', (event) => {
    if (event.pointerId !== down?.pointerId) return;
    // The release was elsewhere, as when the figure was moved or hidden meanwhile.
    if (event.buttons === 0) {
      release();
      return;
    }
    if (!isHeld) {
      const [across, along] = [Math.abs(event.clientX - down.clientX), Math.abs(event.clientY - down.clientY)];
      if (Math.max(across, along) < SLOP) return;
      if (along > across) {
        down = undefined;
        return;
      }
      if (!take()) return;
      capture(event);
    }
    grip.move(event);
  });
  target.addEventListener('pointerup', (event) => {
    if (event.pointerId !== down?.pointerId) return;
    if (!isHeld) take();
    release();
  });
  for (const name of /** @type {const} */ (['pointercancel', 'lostpointercapture'])) {
    target.addEventListener(name, (event) => {
      // A finger's first hold is on what it touched in there; to take hold of the whole ends that.
      const isOwn = name === 'pointercancel' || event.target === target;
      if (isOwn && event.pointerId === down?.pointerId) release();
    });
  }
}
