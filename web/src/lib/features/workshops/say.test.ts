import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workshop } from '#lib/kit/api/workshops.ts';
import { badgeOf, isElsewhere, spanOf } from './say.ts';

const NOW = new Date('2027-03-01T12:00:00Z');
const at = (more: Partial<Workshop>) =>
  ({
    starts_at: '2027-03-03T08:30:00Z',
    ends_at: '2027-03-03T11:30:00Z',
    time_zone: 'Europe/Amsterdam',
    state: 'planned',
    registration: null,
    seats_left: 2,
    ...more,
  }) as Workshop;

test('a live session is said by the clock of its place', () => {
  assert.deepEqual(spanOf(at({}), 'nl', NOW), ['woensdag om 9:30', '12:30']);
  assert.deepEqual(spanOf(at({ time_zone: 'Asia/Kathmandu' }), 'en', NOW), [
    'Wednesday at 14:15',
    '17:15',
  ]);
  const twoDays = at({ ends_at: '2027-03-04T11:30:00Z' });
  assert.deepEqual(spanOf(twoDays, 'nl', NOW), ['woensdag om 9:30', 'donderdag om 12:30']);
});

test('another clock is named, and another name of one clock is not', () => {
  const here = { language: 'nl', zone: 'Europe/Brussels' } as const;
  assert.equal(isElsewhere(at({}), here), false);
  assert.equal(isElsewhere(at({ time_zone: 'Europe/London' }), here), true);
});

test('a list says first what became of it, then what one has to do with it', () => {
  const mine = (state: 'registered' | 'waiting' | 'withdrawn', place: number | null = null) =>
    at({ registration: { state, place }, seats_left: 0 });
  assert.deepEqual(badgeOf(at({})), { word: 'left', count: 2 });
  assert.deepEqual(badgeOf(mine('registered')), { word: 'registered' });
  assert.deepEqual(badgeOf(mine('waiting', 3)), { word: 'waiting', count: 3 });
  assert.deepEqual(badgeOf(mine('withdrawn')), { word: 'full' });
  assert.deepEqual(badgeOf({ ...mine('registered'), state: 'cancelled' }), { word: 'cancelled' });
});
