/** Returns the next of 1, 2, 5, 10, 20, 50, … at or over the value, for the end of an axis. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10;
  return step * power;
}

/** Returns the share of a value on an axis from 0 to `most`, in percent. */
export const percentOf = (value: number, most: number): number =>
  Math.round((Math.min(value, most) / most) * 1000) / 10;
