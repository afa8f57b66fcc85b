/** A page that is closed or loaded again keeps its locks for a moment. */
const CLOSING_MS = 3000;

async function isHeld(name: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(CLOSING_MS);
    return await navigator.locks.request(name, { signal }, () => false);
  } catch {
    return true;
  }
}

/**
 * Returns those of these locks that an open page has; none in a browser without locks. A lock of a
 * page that is being closed is waited for, for three seconds at most.
 */
export async function heldLocks(names: readonly string[]): Promise<Set<string>> {
  if (!('locks' in navigator)) return new Set();
  const held = await Promise.all(names.map(isHeld));
  return new Set(names.filter((_, at) => held[at]));
}
