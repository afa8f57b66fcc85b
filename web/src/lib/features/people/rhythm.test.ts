import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rhythmChanges, rhythmOf } from './rhythm.ts';

const before = rhythmOf({
  days_between: 2,
  days_at_most: 4,
  gap_hours: 12,
  nudge_from: '09:30:00',
  nudge_until: '11:00:00',
  weekdays: [5, 1, 2],
});

test('a rhythm comes as fields show it', () => {
  assert.deepEqual(before, {
    days_between: '2',
    days_at_most: '4',
    gap_hours: '12',
    nudge_from: '09:30',
    nudge_until: '11:00',
    weekdays: ['1', '2', '5'],
  });
});

test('only what differs is sent, as the server takes it', () => {
  assert.deepEqual(rhythmChanges(before, { ...before }), {});
  assert.deepEqual(rhythmChanges(before, { ...before, weekdays: ['5', '2', '1'] }), {});
  assert.deepEqual(rhythmChanges(before, { ...before, days_between: '7' }), { days_between: 7 });
  assert.deepEqual(
    rhythmChanges(before, { ...before, nudge_until: '10:15', weekdays: ['3', '1'] }),
    { nudge_until: '10:15:00', weekdays: [1, 3] },
  );
});
