import type { CoachingFigures } from '#lib/kit/api/coachingFigures.ts';
import { daysFrom } from '#lib/kit/i18n/dates.ts';

export type Bucket = { start: string; done: number };

/** Up to so many days are drawn one by one; more of them by week. */
const DAILY = 30;

type Part = Pick<CoachingFigures, 'weeks' | 'coaches'>;

/** Returns whether the period is short enough to be shown by day. */
export const isDaily = (days: number): boolean => days <= DAILY;

/** Returns the first days of the places in time: each day up to `last`, or each week's first. */
export const startsOf = ({ weeks }: Part, days: number, last: string): string[] => {
  const starts = weeks.map(({ starts_on }) => starts_on);
  const [first] = starts;
  return first && isDaily(days) ? daysFrom(first, last) : starts;
};

/** Counts what was done at each place in time; a place reaches to the next one. */
export function bucketsOf(
  done: readonly { day: string; done: number }[],
  starts: readonly string[],
): Bucket[] {
  const counts = new Map(starts.map((start) => [start, 0]));
  for (const { day, done: count } of done) {
    const start = starts.findLast((one) => one <= day);
    if (start) counts.set(start, (counts.get(start) ?? 0) + count);
  }
  return [...counts].map(([start, count]) => ({ start, done: count }));
}
