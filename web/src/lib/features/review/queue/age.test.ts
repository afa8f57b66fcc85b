import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayAge, sayPromise } from './age.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const dutch = { language: 'nl', zone: 'Europe/Amsterdam' } as const;
const english = { language: 'en', zone: 'Europe/Amsterdam' } as const;

test('an age is said in the largest unit that a person would use', () => {
  assert.equal(sayAge('2026-11-20T11:59:30Z', 'nl', now), 'Net binnen');
  assert.equal(sayAge('2026-11-20T11:48:00Z', 'nl', now), 'Wacht 12 minuten');
  assert.equal(sayAge('2026-11-20T10:00:00Z', 'nl', now), 'Wacht 2 uur');
  assert.equal(sayAge('2026-11-19T06:00:00Z', 'nl', now), 'Wacht 30 uur');
  assert.equal(sayAge('2026-11-17T10:00:00Z', 'nl', now), 'Wacht 3 dagen');
  assert.equal(sayAge('2026-11-20T11:00:00Z', 'en', now), 'Waiting for 1 hour');
});

test('a clock that runs ahead of the server gives no negative age', () => {
  assert.equal(sayAge('2026-11-20T12:05:00Z', 'en', now), 'Just came in');
});

test('a promise to come is a moment in the coach’s own zone', () => {
  const said = sayPromise('2026-11-21T08:30:00Z', dutch, now);
  assert.deepEqual(said, { text: 'feedback beloofd voor morgen 9:30 uur', late: false });
  assert.equal(
    sayPromise('2026-11-21T08:30:00Z', english, now).text,
    'feedback promised by tomorrow at 9:30',
  );
});

test('a promise that passed is said without blame, and marked as late', () => {
  const said = sayPromise('2026-11-19T08:30:00Z', dutch, now);
  assert.deepEqual(said, { text: 'feedback was beloofd voor gisteren 9:30 uur', late: true });
});
