import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endAt, sayTenths, startAt } from './stretch.ts';

const stretch = { start: 2000, end: 6000 };

test('the beginning stays a second before the end, and not before the clip', () => {
  assert.deepEqual(startAt(stretch, 3000.4), { start: 3000, end: 6000 });
  assert.deepEqual(startAt(stretch, 5900), { start: 5000, end: 6000 });
  assert.deepEqual(startAt(stretch, -100), { start: 0, end: 6000 });
});

test('the end stays a second after the beginning, and within the clip', () => {
  assert.deepEqual(endAt(stretch, 4000, 8000), { start: 2000, end: 4000 });
  assert.deepEqual(endAt(stretch, 100, 8000), { start: 2000, end: 3000 });
  assert.deepEqual(endAt(stretch, 9000, 8023), { start: 2000, end: 8023 });
});

test('a moment is said in tenths', () => {
  assert.equal(sayTenths(65_260, false), '1:05.3');
  assert.equal(sayTenths(0, true), '0:00,0');
});
