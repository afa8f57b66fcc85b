/** The shortest clip, in ms. */
export const LEAST_MS = 1000;
export const STEP_MS = 100;

export type Stretch = { start: number; end: number };

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Moves the beginning of a stretch of a clip of `length` ms, which keeps its shortest length. */
export const startAt = ({ end }: Stretch, to: number): Stretch => ({
  start: Math.round(within(to, 0, end - LEAST_MS)),
  end,
});

/** Moves the end, likewise. */
export const endAt = ({ start }: Stretch, to: number, length: number): Stretch => ({
  start,
  end: Math.round(within(to, start + LEAST_MS, length)),
});

/** Says a moment in tenths of a second: "0:05.2", with a comma in languages that write one. */
export function sayTenths(ms: number, comma: boolean): string {
  const tenths = Math.round(ms / 100);
  const seconds = String(Math.floor((tenths % 600) / 10)).padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${seconds}${comma ? ',' : '.'}${tenths % 10}`;
}
