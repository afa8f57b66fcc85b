import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedParts, rhythmChanges, rhythmOf, withTheirs } from './rhythm.ts';

const winter = { first_day: '2026-12-24', last_day: '2027-01-03' };
const before = rhythmOf({
  days_between: 2,
  days_at_most: 4,
  gap_hours: 12,
  nudge_from: '09:30:00',
  nudge_until: '11:00:00',
  weekdays: [5, 1, 2],
  pause_weeks: [winter],
});

test('a rhythm comes as fields show it', () => {
  assert.deepEqual(before, {
    days_between: '2',
    days_at_most: '4',
    gap_hours: '12',
    nudge_from: '09:30',
    nudge_until: '11:00',
    weekdays: ['1', '2', '5'],
    pause_weeks: [winter],
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

test('pauses are sent whole once one differs, in whatever order they stand', () => {
  const spring = { first_day: '2026-04-27', last_day: '2026-05-05' };
  const both = rhythmOf({ ...before, pause_weeks: [winter, spring] });
  assert.deepEqual(rhythmChanges(both, { ...both, pause_weeks: [spring, winter] }), {});
  assert.deepEqual(rhythmChanges(before, both), { pause_weeks: [winter, spring] });
  assert.deepEqual(rhythmChanges(before, { ...before, pause_weeks: [] }), { pause_weeks: [] });
});

test('what one typed stands over what a colleague saved first, and no pause is lost', () => {
  const spring = { first_day: '2026-04-27', last_day: '2026-05-05' };
  const autumn = { first_day: '2026-10-12', last_day: '2026-10-16' };
  const had = { ...before, pause_weeks: [winter, autumn] };
  const mine = { ...had, days_between: '3', pause_weeks: [winter, autumn, spring] };
  const theirs = { ...had, days_between: '1', gap_hours: '24', weekdays: ['3'] };
  const merged = withTheirs(had, mine, { ...theirs, pause_weeks: [winter] });
  assert.deepEqual(merged, {
    ...theirs,
    days_between: '3',
    pause_weeks: [winter, spring],
  });
  assert.deepEqual(withTheirs(had, had, theirs), theirs);
  assert.deepEqual(changedParts(had, theirs), ['days_between', 'gap_hours', 'weekdays']);
});
