// A PDF as pixels, to count colours on paper.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Pixels per inch. */
const RESOLUTION = 100;

/**
 * Returns what is on each page of a PDF.
 * @param {string} pdf in base64
 */
export function pdfPages(pdf) {
  const folder = mkdtempSync(join(tmpdir(), 'gf-pdf-'));
  try {
    const file = join(folder, 'page.pdf');
    writeFileSync(file, pdf, 'base64');
    const { status, error, stderr } = spawnSync('pdftoppm', ['-r', `${RESOLUTION}`, file, join(folder, 'page')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`pdftoppm of poppler-utils: ${error?.message ?? stderr}`);
    return readdirSync(folder).filter((name) => name.endsWith('.ppm')).sort().map((name) => picture(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A picture in the binary PPM format: "P6", width, height, 255, then three bytes a pixel. @param {Buffer} bytes */
function picture(bytes) {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('this is no PPM');
  const pixels = bytes.subarray(header[0].length);
  return {
    width: Number(header[1]),
    height: Number(header[2]),
    /** The pixel in the left upper corner. */
    corner: [...pixels.subarray(0, 3)],
    /** How many pixels are as far from a colour in no channel as `most`. @param {readonly number[]} color */
    count([red, green, blue], most = 0) {
      let found = 0;
      for (let at = 0; at < pixels.length; at += 3) {
        if (Math.abs(pixels[at] - red) <= most && Math.abs(pixels[at + 1] - green) <= most && Math.abs(pixels[at + 2] - blue) <= most) found += 1;
      }
      return found;
    },
  };
}
