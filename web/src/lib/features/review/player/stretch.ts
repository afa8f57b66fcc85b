/** What a coach marked of a recording, in ms: nothing, a start, or a whole stretch. */
export type Marked = { from: number | null; until: number | null };

export const NONE: Marked = { from: null, until: null };

/** How much before a moment counts where somebody marks the end alone: one hears it, then reacts. */
const HEARD_MS = 5000;

/** Marks the start; an end that lies before it is none any more. */
export const withStart = ({ until }: Marked, at: number): Marked => ({
  from: at,
  until: until !== null && until > at ? until : null,
});

/** Marks the end; without a start before it, the stretch is what was heard just now. */
export const withEnd = ({ from }: Marked, at: number): Marked => ({
  from: from !== null && from < at ? from : Math.max(0, at - HEARD_MS),
  until: at,
});

/** What a comment is on that is made now: the stretch, what played since its start, or this moment. */
export function asPlace({ from, until }: Marked, now: number) {
  if (from === null) return { at_ms: now, until_ms: null };
  const end = until ?? now;
  return { at_ms: from, until_ms: end > from ? end : null };
}
