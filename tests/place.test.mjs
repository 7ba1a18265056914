// How far the page goes after a click on a link or an answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wayTo } from '../www/place.js';

const HEIGHT = 844;
const reply = { top: 700, bottom: 760 };

test('what is in view stays where it is', () => {
  assert.equal(wayTo(reply, [{ top: 100, bottom: 340 }], HEIGHT), 0);
  assert.equal(wayTo(reply, [], HEIGHT), 0);
  assert.equal(wayTo({ top: 0, bottom: HEIGHT }, [], HEIGHT), 0);
});

test('a reply below the view comes into it, and no further', () => {
  assert.equal(wayTo({ top: 830, bottom: 900 }, [], HEIGHT), 64);
  assert.equal(wayTo({ top: 830, bottom: 900 }, [{ top: 500, bottom: 740 }], HEIGHT), 64);
});

test('a plot out of view comes into it where it fits in beside the reply', () => {
  assert.equal(wayTo(reply, [{ top: -90, bottom: 150 }], HEIGHT), 0, 'both do not fit: 850 pixels in 844');
  assert.equal(wayTo(reply, [{ top: -50, bottom: 190 }], HEIGHT), -58);
  assert.equal(wayTo({ top: 200, bottom: 220 }, [{ top: 700, bottom: 940 }], HEIGHT), 104);
});

test('of two plots the nearer one counts', () => {
  assert.equal(wayTo(reply, [{ top: -400, bottom: -160 }, { top: 300, bottom: 500 }], HEIGHT), 0);
  assert.equal(wayTo(reply, [{ top: -20, bottom: 220 }, { top: -50, bottom: 190 }], HEIGHT), -28);
});

test('where no plot fits in, the reader stays with the reply', () => {
  assert.equal(wayTo(reply, [{ top: -400, bottom: -160 }], HEIGHT), 0);
  assert.equal(wayTo({ top: 860, bottom: 920 }, [{ top: -400, bottom: -160 }], HEIGHT), 84);
  assert.equal(wayTo({ top: -30, bottom: 20 }, [{ top: 900, bottom: 1140 }], HEIGHT), -38);
});

test('of a part that is higher than the view the beginning is seen', () => {
  assert.equal(wayTo({ top: 300, bottom: 1500 }, [], HEIGHT), 292);
});
