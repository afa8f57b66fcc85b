import type { changeRhythm } from '#lib/kit/api/people.ts';

const numbers = ['days_between', 'days_at_most', 'gap_hours'] as const;
const times = ['nudge_from', 'nudge_until'] as const;
type Part = (typeof numbers)[number] | (typeof times)[number];

/** A pause has its first and its last day: "2026-12-24". */
export type Pause = { first_day: string; last_day: string };
/** What the dialog asks, as fields have it: "3", "09:30", ["1", "2"]. */
export type RhythmForm = Record<Part, string> & { weekdays: string[]; pause_weeks: Pause[] };
/** What the server takes of it. */
export type RhythmChange = Parameters<typeof changeRhythm>[2];

type Rhythm = Record<Part, number | string> & {
  weekdays: readonly (number | string)[];
  pause_weeks: readonly Pause[];
};

/** The fields, by which refusals name them. */
export const rhythmFields: string[] = [...numbers, ...times, 'weekdays', 'pause_weeks'];

export const rhythmOf = (rhythm: Rhythm): RhythmForm => ({
  days_between: String(rhythm.days_between),
  days_at_most: String(rhythm.days_at_most),
  gap_hours: String(rhythm.gap_hours),
  nudge_from: String(rhythm.nudge_from).slice(0, 5),
  nudge_until: String(rhythm.nudge_until).slice(0, 5),
  weekdays: rhythm.weekdays.map(String).toSorted(),
  pause_weeks: rhythm.pause_weeks.map(({ first_day, last_day }) => ({ first_day, last_day })),
});

const daysOf = ({ first_day, last_day }: Pause): string => `${first_day} ${last_day}`;
const byDay = (pauses: Pause[]): string => String(pauses.map(daysOf).toSorted());

/** What differs, in the server's types: what is not sent stays. */
export function rhythmChanges(before: RhythmForm, after: RhythmForm): RhythmChange {
  const [was, is] = [rhythmOf(before), rhythmOf(after)];
  const changes: RhythmChange = {};
  for (const part of numbers) if (was[part] !== is[part]) changes[part] = Number(is[part]);
  for (const part of times) if (was[part] !== is[part]) changes[part] = `${is[part]}:00`;
  if (String(was.weekdays) !== String(is.weekdays)) changes.weekdays = is.weekdays.map(Number);
  if (byDay(was.pause_weeks) !== byDay(is.pause_weeks)) changes.pause_weeks = is.pause_weeks;
  return changes;
}

/**
 * What the dialog shows once a colleague saved first: one's own changes over theirs. A pause that
 * either added stays, one that either took out is gone.
 */
export function withTheirs(before: RhythmForm, mine: RhythmForm, theirs: RhythmForm): RhythmForm {
  const merged = rhythmOf(theirs);
  for (const part of [...numbers, ...times]) {
    if (mine[part] !== before[part]) merged[part] = mine[part];
  }
  if (String(rhythmOf(mine).weekdays) !== String(before.weekdays)) merged.weekdays = mine.weekdays;
  const had = new Set(before.pause_weeks.map(daysOf));
  const [kept, others] = [mine, theirs].map((form) => new Set(form.pause_weeks.map(daysOf)));
  merged.pause_weeks = [
    ...theirs.pause_weeks.filter((one) => kept?.has(daysOf(one)) || !had.has(daysOf(one))),
    ...mine.pause_weeks.filter((one) => !had.has(daysOf(one)) && !others?.has(daysOf(one))),
  ];
  return merged;
}

/** The parts that somebody changed, in the order of the fields. */
export const changedParts = (before: RhythmForm, after: RhythmForm): string[] => {
  const changes = rhythmChanges(before, after);
  return rhythmFields.filter((part) => part in changes);
};
