import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentOf, roundUp } from './scale.ts';

test('an axis ends at a round number at or over what it shows', () => {
  const ends = [0, 1, 1.2, 2, 3, 7, 10, 11, 49, 51, 180].map(roundUp);
  assert.deepEqual(ends, [1, 1, 2, 2, 5, 10, 10, 20, 50, 100, 200]);
});

test('nothing stands beyond the end of the axis', () => {
  assert.equal(percentOf(1, 4), 25);
  assert.equal(percentOf(9, 4), 100);
});
