// What a reader takes along: pictures, the steps as a table, a moving picture; files that tell by their names what they hold.

import { ofDouble } from './double.js';
import { Gif, Palette } from './gif.js';
import { pictureCanvas } from './picture.js';

export { Cancelled } from './double.js';
export { NoCanvas, picturePng, pictureSvg } from './picture.js';

/** @typedef {import('./figure-element.js').FigureElement} Figure */
/** @typedef {import('./double.js').Making} Making */

/** The most frames of a moving picture: of a longer run every n-th step is shown. */
const MOST_FRAMES = 60;
/** Milliseconds from step to step, and for which the last one stays. */
const STEP_TIME = 250;
const LAST_TIME = 2000;

/** The most characters of a file's name: of a longer one the last settings are left out. */
const MOST_NAME = 120;

/** A number as Python and NumPy read it, exactly. @param {number} value */
function literal(value) {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
}

/** The rows of a run as a table: one record, or the records of several methods side by side. @param {any} figure @returns {Record<string, number>[]} */
function rows(figure) {
  if (figure.results) {
    return figure.results.map((/** @type {any} */ { batchSize, gradientsPerSecond, epochMs }) => ({
      batch_size: batchSize, gradients_per_second: gradientsPerSecond,
      ...Object.fromEntries([...epochMs].map((time, at) => [`epoch_ms_${at + 1}`, time])),
    }));
  }
  const { trajectory } = figure;
  if (Array.isArray(trajectory)) return trajectory;
  const methods = Object.entries(trajectory);
  const length = Math.max(...methods.map(([, run]) => run.length));
  return Array.from({ length }, (_, step) => ({
    step,
    ...Object.fromEntries(methods.flatMap(([name, run]) => (
      ['w', 'b', 'loss'].map((column) => [`${name}_${column}`, run[step]?.[column]])
    ))),
  }));
}

/**
 * Returns every step of the run as CSV (RFC 4180), each number exactly; of what is measured, each measurement.
 * @param {Figure} figure
 */
export function stepsCsv(figure) {
  const table = rows(figure);
  // A measurement that was stopped has more values of some rows than of others.
  const columns = [...new Set(table.flatMap(Object.keys))];
  const lines = table.map((row) => columns.map((column) => (row[column] === undefined ? '' : literal(row[column]))).join());
  return [columns.join(), ...lines].map((line) => `${line}\r\n`).join('');
}

/**
 * Returns a file's name that tells the figure and its settings.
 * @param {Figure} figure
 * @param {string} ending
 */
export function fileName(figure, ending) {
  let name = figure.localName;
  for (const setting of figure._settings.filter(({ attribute }) => figure.hasAttribute(attribute))) {
    const part = `_${setting.attribute}=${figure._value(setting)}`.replace(/[^\w.=+-]/g, '');
    if (name.length + part.length > MOST_NAME) break;
    name += part;
  }
  return `${name}.${ending}`;
}

/**
 * Hands a file to the reader.
 * @param {Blob | string} data
 * @param {string} name
 * @param {string} [type] of a text
 */
export function download(data, name, type = 'text/plain') {
  const blob = typeof data === 'string' ? new Blob([data], { type: `${type};charset=utf-8` }) : data;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Some browsers begin to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Returns the table as `stepsCsv` does, of a run that is still being computed when all of it is.
 * @param {Figure} figure
 * @param {Making} [making]
 */
export async function numbers(figure, making) {
  return figure._stepSetting ? ofDouble(figure, { ...making, isDrawn: false }, stepsCsv) : stepsCsv(figure);
}

/**
 * Returns the run as a GIF that plays from the start to the last step. The steps pass by on a double of the figure.
 * @param {Figure} figure one that has steps
 * @param {Making} [making]
 * @returns {Promise<Blob>}
 */
export async function animation(figure, making) {
  if (!figure._stepSetting) throw new Error(`${figure.localName} has no steps`);
  return ofDouble(figure, { ...making, isDrawn: true }, async (double, turn) => {
    const { steps } = double._model;
    const stride = Math.max(1, Math.ceil(steps / MOST_FRAMES));
    const shown = Array.from({ length: Math.ceil(steps / stride) }, (_, at) => at * stride).concat(steps);
    /** @param {number} step @param {number} [high] */
    const picture = (step, high) => {
      double._call(() => {
        double._model.setStep(step);
        double._model.settle();
      });
      const canvas = pictureCanvas(double, 0.75, high);
      const { width, height } = canvas;
      const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, width, height);
      canvas.width = 0;
      return { width, height, pixels: new Uint32Array(data.buffer) };
    };
    const samples = [shown[0], shown[shown.length >> 1], steps].map((step) => picture(step));
    const { width } = samples[0];
    const height = Math.max(...samples.map((sample) => sample.height));
    const gif = new Gif(width, height, new Palette(samples.map(({ pixels }) => pixels)));
    for (const [at, step] of shown.entries()) {
      await turn();
      gif.add(picture(step, height).pixels, step === steps ? LAST_TIME : STEP_TIME);
      making?.onProgress?.((at + 1) / shown.length);
    }
    return gif.blob();
  });
}
