/** The longest that something useful but not urgent waits for a moment without work. */
const LONGEST_MS = 3000;

/** Calls a function once the browser has nothing to do, or after three seconds. */
export function whenIdle(call: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(call, { timeout: LONGEST_MS });
  else setTimeout(call, LONGEST_MS);
}
