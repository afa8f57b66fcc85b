import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changedRules,
  choiceWithTheirs,
  rulesFormOf,
  rulesIn,
  rulesWithTheirs,
} from './merging.ts';

const rules = {
  leaders_review: false,
  promise_hours: 48,
  most_open: null,
  most_a_day: 5,
  second_percent: 5,
  adjudicate_from: 2,
  licence_required: false,
  licence_percent: 60,
  licence_months: 12,
  releasing: 'at_once' as const,
  near_points: 10,
};
const before = rulesFormOf(rules);

test('rules that nobody changed are sent as they came', () => {
  assert.deepEqual(rulesIn(before), rules);
});

test('what one typed stands over what a colleague saved first; the rest is theirs', () => {
  const theirs = rulesFormOf({ ...rules, leaders_review: true, promise_hours: 24 });
  const mine = { ...before, promise: '12', day: '' };
  assert.deepEqual(rulesIn(rulesWithTheirs(before, mine, theirs)), {
    leaders_review: true,
    promise_hours: 12,
    most_open: null,
    most_a_day: null,
    second_percent: 5,
    adjudicate_from: 2,
    licence_required: false,
    licence_percent: 60,
    licence_months: 12,
    releasing: 'at_once',
    near_points: 10,
  });
  assert.deepEqual(rulesWithTheirs(before, before, theirs), theirs);
  assert.deepEqual(changedRules(before, theirs), ['leaders', 'promise']);
});

test('of what two chose, all that either added stays, and all that either took out is gone', () => {
  const had = ['day', 'night', 'desk'];
  assert.deepEqual(choiceWithTheirs(had, ['day', 'desk', 'field'], ['day', 'night', 'shop']), [
    'day',
    'shop',
    'field',
  ]);
  assert.deepEqual(choiceWithTheirs(had, had, ['shop']), ['shop']);
  assert.deepEqual(choiceWithTheirs([], ['day'], ['day']), ['day']);
});
