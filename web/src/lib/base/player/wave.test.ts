import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heardParts, pathOf } from './wave.ts';

test('someone is heard from the first loud moment to the last, over pauses for breath', () => {
  const peaks = [0, 1, 40, 60, 5, 50, 0, 0, 0, 30];
  assert.deepEqual(heardParts(peaks, 5000), [
    { from: 1000, to: 3000 },
    { from: 4500, to: 5000 },
  ]);
});

test('a quiet voice is a voice, and rustle is none', () => {
  assert.deepEqual(heardParts([0, 6, 6, 0], 4000), [{ from: 1000, to: 3000 }]);
  assert.deepEqual(heardParts([1, 1, 1, 1], 4000), []);
});

test('of very many parts the longest are named, in their order', () => {
  const peaks = Array.from({ length: 100 }, (_, at) => (at % 4 === 0 || at === 41 ? 50 : 0));
  const parts = heardParts(peaks, 100_000);
  assert.equal(parts.length, 12);
  assert.ok(parts.some(({ from, to }) => from === 40_000 && to === 42_000));
  assert.deepEqual(
    parts.map(({ from }) => from),
    parts.map(({ from }) => from).toSorted((one, other) => one - other),
  );
});

test('the drawing runs once along the top and back along the bottom', () => {
  assert.equal(pathOf([0, 100]), 'M0.5 0.96L1.5 0.00L1.5 2.00L0.5 1.04Z');
});

test('without peaks, or in silence, there is nothing to draw', () => {
  assert.equal(pathOf([]), '');
  assert.equal(pathOf([0, 0]), '');
  assert.deepEqual(heardParts([], 1000), []);
});
