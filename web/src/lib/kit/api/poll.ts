import type { VideoState } from './types.ts';

export const isUnderway = (state: VideoState | undefined): boolean =>
  state === 'receiving' || state === 'received' || state === 'processing';

/** The first wait and the longest, in ms. */
const WAITS = { first: 1500, longest: 10_000 };

/**
 * Calls `look` repeatedly, ever more slowly, while it answers true and the page is visible. Returns
 * a function that stops it.
 */
export function poll(look: () => Promise<boolean>, { first, longest } = WAITS): () => void {
  let wait = first;
  let timer = setTimeout(step, wait);
  let stopped = false;
  async function step() {
    const goOn = document.hidden || (await look());
    wait = Math.min(wait * 1.3, longest);
    if (goOn && !stopped) timer = setTimeout(step, wait);
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
