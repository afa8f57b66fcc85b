import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterFrame, scrolledTo } from './scroll.ts';

test('a text scrolls at its speed, and stops at its end', () => {
  assert.equal(afterFrame(10, 50, 40, 500), 12);
  assert.equal(afterFrame(499, 50, 40, 500), 500);
});

test('a page that was in the background goes on where it was', () => {
  assert.equal(afterFrame(10, 60_000, 40, 500), 14);
  assert.equal(afterFrame(10, -5, 40, 500), 10);
});

test('without motion the text moves by whole lines', () => {
  assert.equal(scrolledTo(47.5, null), 47.5);
  assert.equal(scrolledTo(47.5, 24), 24);
  assert.equal(scrolledTo(48, 24), 48);
});
