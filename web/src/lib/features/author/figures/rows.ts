import type { Statistics } from '#lib/kit/api/statistics.ts';

/** A count of one thing among others, such as how often an answer was chosen. */
export type Count = { id: string; label: string; count: number; note?: string | undefined };

/** Returns the share of `part` in `whole` as a whole percentage; 0 of nothing. */
export const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((100 * part) / whole);

export const total = (counts: readonly Count[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0);

/** A line of the file: what it is about, which entry of it, and how many. */
export type Line = { part: string; entry: string; value: number | string };

/** What the figures call things, in the reader's language. */
export type Names = {
  people: string;
  started: string;
  finished: string;
  quarter: string;
  half: string;
  threeQuarters: string;
  minutes: string;
  overview: string;
  left: string;
  scene: (id: string) => string;
  option: (scene: string, option: string) => string;
};

/** Returns all figures as lines of a file; what fewer than five people did has none. */
export function linesOf({ practice, criteria }: Statistics, names: Names): Line[] {
  if (!practice) return [];
  const { people, started, finished, left, minutes, choices } = practice;
  const line = (part: string, entry: string, value: number | string): Line => ({
    part,
    entry,
    value,
  });
  return [
    line(names.overview, names.people, people),
    line(names.overview, names.started, started),
    line(names.overview, names.finished, finished),
    ...(minutes
      ? [
          line(names.minutes, names.quarter, minutes.quarter),
          line(names.minutes, names.half, minutes.half),
          line(names.minutes, names.threeQuarters, minutes.three_quarters),
        ]
      : []),
    ...left.map(({ scene, attempts }) => line(names.left, names.scene(scene), attempts)),
    ...choices.flatMap(({ scene, options }) =>
      (options ?? []).map(({ option, answers }) =>
        line(names.scene(scene), names.option(scene, option), answers),
      ),
    ),
    ...criteria.flatMap(({ name, levels }) =>
      (levels ?? []).map((level) => line(name, level.name, level.scores)),
    ),
  ];
}
