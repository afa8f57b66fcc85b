import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asPlace, NONE, withEnd, withStart } from './stretch.ts';

test('a comment is on the stretch that was marked while the recording played', () => {
  const marked = withEnd(withStart(NONE, 4000), 9000);
  assert.deepEqual(asPlace(marked, 12_000), { at_ms: 4000, until_ms: 9000 });
});

test('with a start alone it is on what played since, and with nothing on this moment', () => {
  assert.deepEqual(asPlace(withStart(NONE, 4000), 6500), { at_ms: 4000, until_ms: 6500 });
  assert.deepEqual(asPlace(withStart(NONE, 4000), 3000), { at_ms: 4000, until_ms: null });
  assert.deepEqual(asPlace(NONE, 6500), { at_ms: 6500, until_ms: null });
});

test('an end without a start before it takes what was heard just now', () => {
  assert.deepEqual(withEnd(NONE, 7000), { from: 2000, until: 7000 });
  assert.deepEqual(withEnd(NONE, 3000), { from: 0, until: 3000 });
  assert.deepEqual(withEnd({ from: 8000, until: null }, 7000), { from: 2000, until: 7000 });
});

test('a start after the end leaves the end behind', () => {
  assert.deepEqual(withStart({ from: 1000, until: 3000 }, 4000), { from: 4000, until: null });
  assert.deepEqual(withStart({ from: 1000, until: 3000 }, 2000), { from: 2000, until: 3000 });
});
