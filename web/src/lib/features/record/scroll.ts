/**
 * Returns how far a text has scrolled, in pixels.
 *
 * `position` is exact, since a scroll position is not. With `line`, its height in pixels, the text
 * moves by whole lines, for people who want no motion.
 */
export function scrolledTo(position: number, line: number | null): number {
  return line ? Math.floor(position / line) * line : position;
}

/** The longest time between two frames that counts, in ms: a page in the background has none. */
const LONGEST_FRAME_MS = 100;

/** Returns the position after a frame of `elapsed` ms, at `speed` pixels a second. */
export function afterFrame(position: number, elapsed: number, speed: number, end: number): number {
  const moved = (speed * Math.min(Math.max(0, elapsed), LONGEST_FRAME_MS)) / 1000;
  return Math.min(end, position + moved);
}
