import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucketsOf, startsOf } from './buckets.ts';

const weeks = ['2026-11-18', '2026-11-23'].map((starts_on) => ({ starts_on }) as never);

test('a short period has each of its days, a long one its weeks', () => {
  assert.deepEqual(startsOf({ weeks, coaches: [] }, 90, '2026-11-25'), [
    '2026-11-18',
    '2026-11-23',
  ]);
  const daily = startsOf({ weeks, coaches: [] }, 30, '2026-11-25');
  assert.equal(daily.length, 8);
  assert.equal(daily.at(-1), '2026-11-25');
});

test('what was done counts for the place that had begun', () => {
  const done = [
    { day: '2026-11-22', done: 2 },
    { day: '2026-11-23', done: 1 },
    { day: '2026-11-25', done: 4 },
  ];
  assert.deepEqual(bucketsOf(done, ['2026-11-18', '2026-11-23']), [
    { start: '2026-11-18', done: 2 },
    { start: '2026-11-23', done: 5 },
  ]);
});
