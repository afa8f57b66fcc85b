import type { Attempt } from '#lib/kit/api/types.ts';

/** The part of `localStorage` that is used here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Grows with the attempt's shape: a release does not read what an older one kept. */
const SHAPE = '2';
const PREFIX = 'kalm.attempt.';

const nameOf = (person: string, attempt: string) => `${PREFIX}${SHAPE}.${person}.${attempt}`;

function namesOn(store: KeyValueStore): string[] {
  const names = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  return names.filter((name) => name.startsWith(PREFIX));
}

/**
 * Keeps an open attempt on this device, so that one can go on recording without a network, also
 * after a reload.
 *
 * Only the newest one is kept, and none once it was submitted.
 */
export function keepAttempt(
  person: string,
  attempt: Attempt,
  store: KeyValueStore = localStorage,
): void {
  const name = nameOf(person, attempt.id);
  try {
    for (const other of namesOn(store)) if (other !== name) store.removeItem(other);
    if (attempt.state === 'open') store.setItem(name, JSON.stringify(attempt));
    else store.removeItem(name);
  } catch {
    // A device that keeps nothing goes on with a network only.
  }
}

/** Returns the attempt as the server last sent it, if it is this person's. */
export function keptAttempt(
  person: string,
  attempt: string,
  store: KeyValueStore = localStorage,
): Attempt | null {
  try {
    return JSON.parse(store.getItem(nameOf(person, attempt)) ?? 'null') as Attempt | null;
  } catch {
    return null;
  }
}

/** Forgets all kept attempts at signing out, so that the next person finds nothing. */
export function forgetAttempts(store: KeyValueStore = localStorage): void {
  try {
    for (const name of namesOn(store)) store.removeItem(name);
  } catch {
    // Nothing was kept, then.
  }
}
