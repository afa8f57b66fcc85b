import type { VideoState } from '#lib/kit/api/types.ts';

export const isUnderway = (state: VideoState | undefined): boolean =>
  state === 'receiving' || state === 'received' || state === 'processing';

const FIRST_MS = 1500;
const LONGEST_MS = 10_000;

/**
 * Calls `look` repeatedly, ever more slowly, while it answers true and the page is visible. Returns
 * a function that stops it.
 */
export function poll(look: () => Promise<boolean>): () => void {
  let wait = FIRST_MS;
  let timer = setTimeout(step, wait);
  let stopped = false;
  async function step() {
    const goOn = document.hidden || (await look());
    wait = Math.min(wait * 1.3, LONGEST_MS);
    if (goOn && !stopped) timer = setTimeout(step, wait);
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
