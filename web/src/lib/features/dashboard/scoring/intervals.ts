import type { CoachFairness, Measure } from '#lib/kit/api/fairness.ts';

/** A coach's figure with its interval, for those who have one. */
export type Interval = {
  id: string;
  name: string;
  value: number;
  low: number;
  high: number;
  isFlagged: boolean;
};

export const WIDTH = 320;

const SHORTEST = 0.5;
const LONGEST = 2;

export const intervalsOf = (
  coaches: readonly CoachFairness[],
  of: (coach: CoachFairness) => Measure,
): Interval[] =>
  coaches.flatMap((coach) => {
    const { value, low, high, is_flagged } = of(coach);
    if (value === null || low === null || high === null) return [];
    return [{ id: coach.coach, name: coach.name, value, low, high, isFlagged: is_flagged }];
  });

/** Returns how far the plot reaches to both sides, in steps: to the next half beyond all it shows. */
export function reachOf(intervals: readonly Pick<Interval, 'low' | 'high'>[]): number {
  const most = Math.max(
    0,
    ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]),
  );
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(most * 2) / 2));
}

/** Returns the place of a figure from the left; beyond the reach it stands at the end. */
export function across(value: number, reach: number): number {
  const within = Math.max(-reach, Math.min(reach, value));
  return Math.round((0.5 + within / reach / 2) * WIDTH * 10) / 10;
}
