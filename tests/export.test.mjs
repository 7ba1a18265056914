// What is written of a figure without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepsCsv } from '../www/export.js';

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
