// The colours that the canvas draws with, read from the same custom properties as the style sheet uses.

/** In the order of the fields of the Rust palette; what swings is a line first, an area last. */
const ROLES = [
  'objective', 'iterates', 'gradient', 'diverges', 'muted', 'grid', 'paper', 'converges', 'swings-line', 'batch', 'swings',
];

/**
 * Returns the colours of a figure, `0xRRGGBB` each.
 * @param {HTMLElement} probe an element of the figure that shows nothing
 */
export function readPalette(probe) {
  return Uint32Array.from(ROLES, (role) => {
    probe.style.setProperty('color', `var(--_${role})`);
    return toRgb(getComputedStyle(probe).color);
  });
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let pixel;

/**
 * Returns a CSS colour as `0xRRGGBB`, in whatever notation it is written.
 * @param {string} color
 */
function toRgb(color) {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color);
  if (plain) return (Number(plain[1]) << 16) | (Number(plain[2]) << 8) | Number(plain[3]);
  if (pixel === undefined) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    pixel = canvas.getContext('2d', { willReadFrequently: true });
  }
  if (!pixel) return 0;
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return (red << 16) | (green << 8) | blue;
}
