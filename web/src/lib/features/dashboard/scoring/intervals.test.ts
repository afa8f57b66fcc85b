import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoachFairness } from '#lib/kit/api/fairness.ts';
import { across, intervalsOf, reachOf, WIDTH } from './intervals.ts';

const none = { value: null, low: null, high: null, is_flagged: false, why: 'few_reviews' as const };
const some = { value: 0.4, low: 0.2, high: 0.6, is_flagged: true, why: null };
const coach = (name: string, severity: CoachFairness['severity']): CoachFairness => ({
  coach: name,
  name,
  reviews: 40,
  severity,
  drift: none,
  agreement: { recordings: 0, value: null, low: null, high: null, why: 'too_few' },
});

test('only coaches with a figure are drawn', () => {
  const found = intervalsOf([coach('a', none), coach('b', some)], ({ severity }) => severity);
  assert.deepEqual(found, [
    { id: 'b', name: 'b', value: 0.4, low: 0.2, high: 0.6, isFlagged: true },
  ]);
});

test('the plot reaches to the next half step beyond what it shows, and not without end', () => {
  assert.equal(reachOf([]), 0.5);
  assert.equal(reachOf([{ low: -0.2, high: 0.1 }]), 0.5);
  assert.equal(reachOf([{ low: -0.7, high: 0.1 }]), 1);
  assert.equal(reachOf([{ low: -0.7, high: 9 }]), 2);
});

test('nothing stands beyond the ends', () => {
  assert.equal(across(0, 1), WIDTH / 2);
  assert.equal(across(-1, 1), 0);
  assert.equal(across(0.5, 1), 240);
  assert.equal(across(7, 1), WIDTH);
});
