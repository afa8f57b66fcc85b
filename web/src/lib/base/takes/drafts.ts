import { heldLocks } from '#lib/kit/offline/locks.ts';
import { DRAFTS, PIECES, TAKES, change, reading, settled } from './database.ts';
import type { LocalTake } from './store.ts';

/**
 * A recording that is being made, or that was cut off.
 *
 * Its bytes are written beside it piece by piece, so that a crash or an empty battery loses no more
 * than the last moment. It stays on the device until the person has chosen.
 */
export type Draft = Omit<LocalTake, 'blob' | 'upload' | 'submit' | 'lacks'> & {
  /** The kind of file that is being recorded. */
  kind: string;
  /** Bytes so far. */
  size: number;
};

/** A second more of a recording under way; `duration_ms` is the length with it. */
export type RecordedPiece = {
  bytes: Blob;
  number: number;
  duration_ms: number;
  recorded_at: string;
  kind: string;
};

/** The size of a file's header without pictures, of which nothing could be played. */
const LEAST_BYTES = 4096;

type Piece = { draft: string; number: number; bytes: ArrayBuffer };

const allOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/**
 * Returns the name of a draft's lock: the page that records holds it, and nobody does once that
 * page is gone.
 */
const lockOf = (id: string) => `kalm-recording-${id}`;

/**
 * Writes a piece of a recording. All pieces before `number` are written, so `duration_ms` is the
 * length with it.
 */
export const keepPiece = (draft: Draft, number: number, bytes: ArrayBuffer) =>
  change([DRAFTS, PIECES], (store) => {
    store(DRAFTS).put(draft);
    store(PIECES).put({ draft: draft.id, number, bytes } satisfies Piece);
  });

export const forgetDraft = (id: string) =>
  change([DRAFTS, PIECES], (store) => {
    store(DRAFTS).delete(id);
    store(PIECES).delete(allOf(id));
  });

/**
 * Replaces the pieces by the finished recording in one transaction, so that there is never neither
 * and never both.
 */
export const finishDraft = (id: string, take: LocalTake) =>
  change([DRAFTS, PIECES, TAKES], (store) => {
    store(TAKES).put(take);
    store(DRAFTS).delete(id);
    store(PIECES).delete(allOf(id));
  });

/** Returns all that was recorded, in order. */
export async function bytesOf({ id, kind }: Draft): Promise<Blob> {
  const pieces = (await settled((await reading(PIECES)).getAll(allOf(id)))) as Piece[];
  return new Blob(
    pieces.map(({ bytes }) => bytes),
    { type: kind },
  );
}

/**
 * Keeps the lock of a recording until `whole` settles; a browser without locks has nothing to lock.
 */
export function lockWhile(id: string, whole: Promise<unknown>): void {
  if (!('locks' in navigator)) return;
  void navigator.locks.request(lockOf(id), () => whole.catch(() => undefined));
}

/**
 * Returns this person's recordings that were cut off, oldest first, without those under way in
 * another tab.
 */
export async function draftsOf(person: string): Promise<Draft[]> {
  const drafts = (await reading(DRAFTS)).index('person');
  const found = (await settled(drafts.getAll(person))) as Draft[];
  const large = found.filter(({ size }) => size >= LEAST_BYTES);
  const taken = await heldLocks(large.map(({ id }) => lockOf(id)));
  return large
    .filter(({ id }) => !taken.has(lockOf(id)))
    .sort((one, other) => one.id.localeCompare(other.id));
}
