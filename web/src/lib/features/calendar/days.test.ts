import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn, sayLocalDay } from './days.ts';

const auckland = { language: 'en', zone: 'Pacific/Auckland' } as const;

test('a local day is said as that day wherever the person lives', () => {
  assert.equal(sayLocalDay('2026-12-05', auckland), '5 December 2026');
  assert.equal(sayLocalDay('2026-12-05', { ...auckland, language: 'nl' }), '5 december 2026');
});

test('days are counted where the person lives', () => {
  const late = Date.parse('2026-11-20T23:30:00Z');
  assert.equal(dayIn(0, auckland, late), '2026-11-21');
  assert.equal(dayIn(6, auckland, late), '2026-11-27');
});
