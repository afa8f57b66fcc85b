/** Chooses how many bytes to send in one PATCH: what a phone's network carries in a few seconds. */

const KIB = 1024;
export const LEAST_BYTES = 64 * KIB;
export const MOST_BYTES = 8 * KIB * KIB;
/**
 * The first size on an unknown network: small enough for a slow one; a fast one grows from here in
 * a few steps.
 */
export const FIRST_BYTES = 256 * KIB;

const SOONEST_MS = 2000;
const LATEST_MS = 4000;
const TARGET_MS = 3000;
/** The most that one quick answer may grow the size, because a buffer may have taken the bytes. */
const GROWTH = 4;

const within = (bytes: number) =>
  Math.min(MOST_BYTES, Math.max(LEAST_BYTES, Math.round(bytes / LEAST_BYTES) * LEAST_BYTES));

/** Returns the next size after `bytes` took `ms`. Between two and four seconds it stays. */
export function afterPiece(size: number, bytes: number, ms: number): number {
  if (bytes <= 0 || (ms >= SOONEST_MS && ms <= LATEST_MS)) return size;
  const ideal = (bytes / Math.max(ms, 1)) * TARGET_MS;
  // The end of a file is a short piece: it may show that the network is slow, never that it is fast.
  if (ms < SOONEST_MS && bytes < size) return size;
  return within(Math.min(ideal, size * GROWTH));
}

/**
 * Returns the next size after a piece was cut off: smaller, because what was sent of it may be
 * lost.
 */
export const afterFailure = (size: number): number => within(size / 2);
