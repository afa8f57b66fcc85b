/** How many bytes to send in one PATCH: what a phone's network carries in a few seconds. */

const KIB = 1024;
export const LEAST_BYTES = 64 * KIB;
export const MOST_BYTES = 8 * KIB * KIB;
/** Unknown network: small enough for a slow one, and a fast one grows from here in a few steps. */
export const FIRST_BYTES = 256 * KIB;

const SOONEST_MS = 2000;
const LATEST_MS = 4000;
const TARGET_MS = 3000;
/** One quick answer may be luck (a buffer took it): grow in steps. */
const GROWTH = 4;

const within = (bytes: number) =>
  Math.min(MOST_BYTES, Math.max(LEAST_BYTES, Math.round(bytes / LEAST_BYTES) * LEAST_BYTES));

/** After `bytes` took `ms`: the next size. What lies between two and four seconds stays. */
export function afterPiece(size: number, bytes: number, ms: number): number {
  if (bytes <= 0 || (ms >= SOONEST_MS && ms <= LATEST_MS)) return size;
  const ideal = (bytes / Math.max(ms, 1)) * TARGET_MS;
  // The end of a file is a short piece: it may show that the network is slow, never that it is fast.
  if (ms < SOONEST_MS && bytes < size) return size;
  return within(Math.min(ideal, size * GROWTH));
}

/** After a piece was cut off: what it took until there may be lost, so lose less. */
export const afterFailure = (size: number): number => within(size / 2);
