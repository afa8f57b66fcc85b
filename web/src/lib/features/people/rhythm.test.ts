import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rhythmChanges, rhythmOf } from './rhythm.ts';

const before = rhythmOf({ days_between: 3, nudge_time: '09:30:00', weekdays: [5, 1, 2] });

test('a rhythm comes as fields show it', () => {
  assert.deepEqual(before, { days_between: '3', nudge_time: '09:30', weekdays: ['1', '2', '5'] });
});

test('only what differs is sent, as the server takes it', () => {
  assert.deepEqual(rhythmChanges(before, { ...before }), {});
  assert.deepEqual(rhythmChanges(before, { ...before, weekdays: ['5', '2', '1'] }), {});
  assert.deepEqual(rhythmChanges(before, { ...before, days_between: '7' }), { days_between: 7 });
  assert.deepEqual(
    rhythmChanges(before, { ...before, nudge_time: '10:15', weekdays: ['3', '1'] }),
    { nudge_time: '10:15:00', weekdays: [1, 3] },
  );
});
