import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayLength, sayWhen } from './dates.ts';

const now = new Date('2026-11-20T12:00:00Z');
const amsterdam = { language: 'nl', zone: 'Europe/Amsterdam' } as const;

test('tomorrow morning is said as a person says it, in both languages', () => {
  assert.equal(sayWhen('2026-11-21T08:30:00Z', amsterdam, now), 'morgen om 9:30');
  assert.equal(
    sayWhen('2026-11-21T08:30:00Z', { ...amsterdam, language: 'en' }, now),
    'tomorrow at 9:30',
  );
});

test('the day turns at midnight where the person lives, not in UTC', () => {
  assert.equal(sayWhen('2026-11-20T23:30:00Z', amsterdam, now), 'morgen om 0:30');
});

test('a day this week goes by its name, a later one by its date', () => {
  assert.equal(sayWhen('2026-11-23T08:00:00Z', amsterdam, now), 'maandag om 9:00');
  assert.equal(sayWhen('2026-12-12T08:00:00Z', amsterdam, now), '12 december om 9:00');
  assert.equal(sayWhen('2027-01-02T08:00:00Z', amsterdam, now), '2 januari 2027 om 9:00');
});

test('a zone that the browser does not know still gives a time', () => {
  assert.match(sayWhen('2026-11-21T08:30:00Z', { language: 'nl', zone: 'Mars/Base' }, now), /om/);
});

test('a length is a clock', () => {
  assert.equal(sayLength(65_000), '1:05');
  assert.equal(sayLength(400), '0:00');
});
