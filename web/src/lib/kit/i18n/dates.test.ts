import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockTime, deviceZone, isoDay, sayDay, sayLength, sayWeekday, sayWhen } from './dates.ts';

const now = new Date('2026-11-20T12:00:00Z');
const amsterdam = { language: 'nl', zone: 'Europe/Amsterdam' } as const;

test('tomorrow morning is said as a person says it, in both languages', () => {
  assert.equal(sayWhen('2026-11-21T08:30:00Z', amsterdam, now), 'morgen om 9:30');
  assert.equal(
    sayWhen('2026-11-21T08:30:00Z', { ...amsterdam, language: 'en' }, now),
    'tomorrow at 9:30',
  );
});

test('the day changes at midnight where the person lives, not in UTC', () => {
  assert.equal(sayWhen('2026-11-20T23:30:00Z', amsterdam, now), 'morgen om 0:30');
});

test('a day this week goes by its name, a later one by its date', () => {
  assert.equal(sayWhen('2026-11-23T08:00:00Z', amsterdam, now), 'maandag om 9:00');
  assert.equal(sayWhen('2026-12-12T08:00:00Z', amsterdam, now), '12 december om 9:00');
  assert.equal(sayWhen('2027-01-02T08:00:00Z', amsterdam, now), '2 januari 2027 om 9:00');
});

test('the year is that of the zone: New Year’s Eve in UTC is the new year in Amsterdam', () => {
  const eve = new Date('2026-12-31T23:30:00Z');
  assert.equal(sayWhen('2027-03-02T08:00:00Z', amsterdam, eve), '2 maart om 9:00');
});

test('a zone that the browser does not know gives the time and day of the device', () => {
  const here = { language: 'nl', zone: deviceZone() } as const;
  for (const zone of ['Mars/Base', '', 'Europe/Nowhere']) {
    const there = { language: 'nl', zone } as const;
    const at = '2026-11-21T08:30:00Z';
    assert.equal(sayWhen(at, there, now), sayWhen(at, here, now));
    assert.equal(clockTime(new Date(at), there), clockTime(new Date(at), here));
    assert.equal(sayDay(at, there), sayDay(at, here));
    assert.equal(isoDay(at, there), isoDay(at, here));
  }
});

test('a day is the calendar day where the person lives, on screen and in an export', () => {
  assert.equal(sayDay('2026-11-20T23:30:00Z', amsterdam), '21 november 2026');
  assert.equal(isoDay('2026-11-20T23:30:00Z', amsterdam), '2026-11-21');
});

test('a weekday goes by its name', () => {
  assert.equal(sayWeekday(1, 'nl'), 'maandag');
  assert.equal(sayWeekday(7, 'en'), 'Sunday');
});

test('a length is a clock', () => {
  assert.equal(sayLength(65_000), '1:05');
  assert.equal(sayLength(400), '0:00');
});
