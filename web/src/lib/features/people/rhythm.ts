import type { Programme } from '#lib/kit/api/people.ts';

/** What the dialog asks, as fields have it: "3", "09:30", ["1", "2"]. */
export type RhythmForm = { days_between: string; nudge_time: string; weekdays: string[] };
/** What the server takes of it. */
export type RhythmChange = Partial<Pick<Programme, 'days_between' | 'nudge_time' | 'weekdays'>>;

type Rhythm = {
  days_between: number | string;
  nudge_time: string;
  weekdays: readonly (number | string)[];
};

export const rhythmOf = ({ days_between, nudge_time, weekdays }: Rhythm): RhythmForm => ({
  days_between: String(days_between),
  nudge_time: nudge_time.slice(0, 5),
  weekdays: weekdays.map(String).toSorted(),
});

/** What differs, in the server's types: what is not sent stays. */
export function rhythmChanges(before: RhythmForm, after: RhythmForm): RhythmChange {
  const [was, is] = [rhythmOf(before), rhythmOf(after)];
  return {
    ...(was.days_between !== is.days_between && { days_between: Number(is.days_between) }),
    ...(was.nudge_time !== is.nudge_time && { nudge_time: `${is.nudge_time}:00` }),
    ...(String(was.weekdays) !== String(is.weekdays) && { weekdays: is.weekdays.map(Number) }),
  };
}
