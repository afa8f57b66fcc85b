/** Draws a recording's peaks (0 to 100, evenly over its time) and finds where someone is heard. */

/** The share of the loudest sound below which there is background noise, no voice. */
const VOICE_SHARE = 0.2;
/** The level under which nothing is a voice, however quiet the rest is. */
const LEAST = 2;
/** The longest pause within one part: a pause for breath does not end a sentence. */
const BREATH_MS = 700;
const MOST_PARTS = 12;

/** Returns the height of a peak, so that quiet sounds stay visible beside loud ones. */
const height = (peak: number, loudest: number): number => Math.sqrt(peak / loudest);

/**
 * Returns an SVG path in a box of peaks.length by 2, around its middle; empty without any sound.
 */
export function pathOf(peaks: readonly number[]): string {
  const loudest = Math.max(0, ...peaks);
  if (!loudest) return '';
  const edge = (side: 1 | -1) => (peak: number, at: number) =>
    `${at + 0.5} ${(1 - side * Math.max(0.04, height(peak, loudest))).toFixed(2)}`;
  const there = peaks.map(edge(1));
  const back = peaks.map(edge(-1)).reverse();
  return `M${[...there, ...back].join('L')}Z`;
}

export type Part = { from: number; to: number };

/** Returns from when to when somebody is heard, in ms; a dozen parts at most, the longest. */
export function heardParts(peaks: readonly number[], duration: number): Part[] {
  const least = Math.max(LEAST, VOICE_SHARE * Math.max(0, ...peaks));
  const step = duration / peaks.length;
  const parts: Part[] = [];
  peaks.forEach((peak, at) => {
    if (peak < least) return;
    const [from, to] = [at * step, (at + 1) * step];
    const last = parts.at(-1);
    if (last && from - last.to <= BREATH_MS) last.to = to;
    else parts.push({ from, to });
  });
  const length = ({ from, to }: Part) => to - from;
  const longest = parts.toSorted((one, other) => length(other) - length(one)).slice(0, MOST_PARTS);
  return longest.sort((one, other) => one.from - other.from);
}
