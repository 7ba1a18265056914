// The run that a figure shows as a short NumPy script: whoever runs it gets the same numbers.

/** @typedef {import('./step-table.js').Text} Text */

/** What Python reads as exactly this float64. @param {number} value */
function literal(value) {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  // A long whole number would be an int, which NumPy takes for an object.
  return /^-?\d{16,}$/.test(text) ? `${text}.0` : text;
}

/** Overflow is a part of the run, not an error. */
const quiet = (/** @type {boolean} */ isNeeded) => (isNeeded ? ['np.seterr(over="ignore", invalid="ignore")'] : []);

/**
 * Returns the script of gradient descent on y = x²; it prints step, x and y, equal to the figure's bit for bit.
 * @param {{ learningRate: number, start: number, steps: number, overflows: boolean }} run
 * @param {Text} t
 */
export function descentScript({ learningRate, start, steps, overflows }, t) {
  return `${[
    'import numpy as np',
    ...quiet(overflows),
    '',
    `learning_rate = ${literal(learningRate)}`,
    `x = np.float64(${literal(start)})`,
    `for step in range(${steps + 1}):`,
    '    y = x * x',
    '    print(step, x, y)',
    `    gradient = 2 * x  # ${t('python.gradient')}`,
    '    x = x - learning_rate * gradient',
  ].join('\n')}\n`;
}

/**
 * A sample that came or went.
 * @typedef {{ step: number, add: [x: number, t: number] } | { step: number, remove: number }} Edit
 */

/** @param {Edit} edit */
function edited(edit) {
  return 'add' in edit
    ? `x, t = np.append(x, ${literal(edit.add[0])}), np.append(t, ${literal(edit.add[1])})`
    : `x, t = np.delete(x, ${edit.remove}), np.delete(t, ${edit.remove})`;
}

/**
 * Returns the script of a mini-batch run; it prints step, w, b and the loss over all samples, which are all those there are
 * in the end. The mini-batches are the figure's, w, b and loss equal up to the order in which NumPy adds.
 * @param {object} run
 * @param {number} run.learningRate
 * @param {number} run.batchSize
 * @param {number} run.samples how many are drawn from the seed
 * @param {number} run.noise
 * @param {number} run.dataSeed
 * @param {number} run.seed
 * @param {string} run.sampling
 * @param {number} run.steps
 * @param {Edit[]} run.edits in order, each with the step at which it was made; 0 is before the run
 * @param {boolean} run.overflows
 * @param {Text} t
 */
export function minibatchScript({ learningRate, batchSize, samples, noise, dataSeed, seed, sampling, steps, edits, overflows }, t) {
  const isEpoch = sampling === 'epoch';
  const early = edits.filter(({ step }) => step === 0).map(edited);
  /** @type {Map<number, Edit[]>} */
  const late = new Map();
  for (const edit of edits) if (edit.step > 0) late.set(edit.step, [...late.get(edit.step) ?? [], edit]);
  const loss = '    loss = np.mean((w * x + b - t) ** 2) / 2';
  return `${[
    'import numpy as np',
    ...quiet(overflows),
    '',
    `learning_rate = ${literal(learningRate)}`,
    `batch_size = ${batchSize}  # ${t('python.batch-size')}`,
    '',
    `np.random.seed(${dataSeed})`,
    `x = np.random.rand(${samples}) * 2 - 1`,
    `t = 2 * x + 1 + ${literal(noise)} * np.random.randn(${samples})`,
    ...early,
    '',
    `np.random.seed(${seed})`,
    'w, b = 0.0, 0.0',
    ...(late.size > 0 ? ['path = []'] : []),
    ...(isEpoch ? ['order = []'] : []),
    `for step in range(${steps + 1}):`,
    ...(late.size > 0 ? ['    path.append((w, b))'] : [loss, '    print(step, w, b, loss)']),
    ...[...late].flatMap(([step, made]) => [
      `    if step == ${step}:`,
      ...made.map((edit) => `        ${edited(edit)}`),
      ...(isEpoch ? ['        order = []'] : []),
    ]),
    ...(isEpoch ? [
      '    if len(order) == 0:',
      '        order = np.random.permutation(len(x))',
      '    index, order = order[:batch_size], order[batch_size:]',
    ] : ['    index = np.random.choice(len(x), batch_size)']),
    '    error = w * x[index] + b - t[index]',
    `    w = w - learning_rate * np.mean(error * x[index])  # ${t('python.mean')}`,
    '    b = b - learning_rate * np.mean(error)',
    ...(late.size > 0 ? [
      '',
      `for step, (w, b) in enumerate(path):  # ${t('python.path')}`,
      loss,
      '    print(step, w, b, loss)',
    ] : []),
  ].join('\n')}\n`;
}

/**
 * Returns the script of a run out of the shallow well; it prints step, x and y, equal to the figure's bit for bit.
 * @param {{ learningRate: number, batchSize: number, samples: number, seed: number, steps: number, overflows: boolean }} run
 * @param {Text} t
 */
export function escapeScript({ learningRate, batchSize, samples, seed, steps, overflows }, t) {
  const isFull = batchSize === samples;
  return `${[
    'import numpy as np',
    ...quiet(overflows),
    '',
    `learning_rate = ${literal(learningRate)}`,
    `s = (np.arange(${samples}) - ${(samples - 1) / 2}) / 8  # ${t('python.tilts')}`,
    '',
    ...(isFull ? [] : [`np.random.seed(${seed})`]),
    'x = np.float64(-1.5)',
    `for step in range(${steps + 1}):`,
    '    y = x * x * (x * x / 4 - x / 3 - 1)',
    '    print(step, x, y)',
    isFull ? `    index = np.arange(${samples})  # ${t('python.full')}` : `    index = np.random.choice(${samples}, ${batchSize})`,
    `    gradient = (x + 1) * x * (x - 2) + np.mean(s[index])  # ${t('python.mean')}`,
    '    x = x - learning_rate * gradient',
  ].join('\n')}\n`;
}
