import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayTime, sayWeekdays } from './rhythm.ts';

test('a time of day is said as on a clock', () => {
  assert.equal(sayTime('09:30:00'), '9:30');
  assert.equal(sayTime('14:00'), '14:00');
});

test('weekdays in a row are from and to, others one by one', () => {
  assert.equal(sayWeekdays([1, 2, 3, 4, 5], 'nl'), 'maandag tot en met vrijdag');
  assert.equal(sayWeekdays([5, 1], 'en'), 'Monday and Friday');
  assert.equal(sayWeekdays([1, 3, 5], 'nl'), 'maandag, woensdag en vrijdag');
});
