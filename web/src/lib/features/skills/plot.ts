type Chance = { at: string; chance: number };

/** A frame that a curve is drawn into: its span of time, and its size. */
export type Frame = { begins: string; ends: string; width: number; height: number };

/** How likely something is shown well when it is due: the line that a curve falls below. */
export const DUE = 0.9;

const LOWEST = 0.5;

/** Returns the lowest chance that the plot shows: a half, or less where a curve goes there. */
export const floorOf = (curve: readonly Chance[]): number =>
  Math.min(LOWEST, ...curve.map(({ chance }) => Math.floor(chance * 10) / 10));

const round = (value: number): number => Math.round(value * 10) / 10;

export function across(at: string, { begins, ends, width }: Frame): number {
  const [from, to, when] = [begins, ends, at].map((one) => Date.parse(one)) as [
    number,
    number,
    number,
  ];
  return round(((when - from) / (to - from)) * width);
}

export const down = (chance: number, floor: number, { height }: Frame): number =>
  round(((1 - chance) / (1 - floor)) * height);

/**
 * Returns the points of two lines: what was, up to now, and what is foreseen. They meet at now, in
 * the last point before it.
 */
export function linesOf(
  curve: readonly Chance[],
  now: string,
  frame: Frame,
): { past: string; future: string } {
  const floor = floorOf(curve);
  const point = ({ at, chance }: Chance) => `${across(at, frame)},${down(chance, floor, frame)}`;
  const until = Date.parse(now);
  const next = curve.findIndex(({ at }) => Date.parse(at) > until);
  const split = next < 0 ? curve.length : next;
  const [before, after] = [curve[split - 1], curve[split]];
  const meeting = before && after ? [between(before, after, now)] : [];
  return {
    past: [...curve.slice(0, split), ...meeting].map(point).join(' '),
    future: [...meeting, ...curve.slice(split)].map(point).join(' '),
  };
}

function between(before: Chance, after: Chance, now: string): Chance {
  const [from, to, at] = [before.at, after.at, now].map((one) => Date.parse(one)) as [
    number,
    number,
    number,
  ];
  const share = to > from ? (at - from) / (to - from) : 0;
  return { at: now, chance: before.chance + share * (after.chance - before.chance) };
}
