// What is written of a figure without a browser: the table, and the names of files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName, stepsCsv } from '../www/export.js';

test('the table of what is measured has every measurement, however many there are of each', () => {
  const results = [
    { batchSize: 1, gradientsPerSecond: 10, epochMs: [5] },
    { batchSize: 4, gradientsPerSecond: 20, epochMs: [4, 3.5, 3] },
    { batchSize: 16, gradientsPerSecond: 30, epochMs: [2, 1] },
  ];
  assert.equal(stepsCsv(/** @type {any} */ ({ results })), [
    'batch_size,gradients_per_second,epoch_ms_1,epoch_ms_2,epoch_ms_3', '1,10,5,,', '4,20,4,3.5,3', '16,30,2,1,', '',
  ].join('\r\n'));
});

test('a name that would be too long ends after a whole setting', () => {
  const settings = { samples: 123456, noise: 0.1234567890123456, 'data-seed': 4294967295, 'learning-rate': 0.12345678901234567, 'batch-size': 65536, seed: 4294967294, sampling: 'replacement', steps: 200 };
  const figure = /** @type {any} */ ({
    localName: 'minibatch-sgd',
    _settings: Object.keys(settings).map((attribute) => ({ attribute })),
    hasAttribute: () => true,
    _value: (/** @type {{ attribute: keyof typeof settings }} */ { attribute }) => settings[attribute],
  });
  assert.equal(fileName(figure, 'png'), 'minibatch-sgd_samples=123456_noise=0.1234567890123456_data-seed=4294967295_learning-rate=0.12345678901234566.png');
});
