import type { Attempt } from '#lib/kit/api/types.ts';

/** The part of `localStorage` that is used here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What a person did in an exercise that only this device needs to know. */
export type Notes = {
  /** The scenes that were met, in order. */
  path: readonly string[];
  /** The take that would be submitted, by scene. */
  chosen: Readonly<Record<string, string>>;
  /** The person's own text to read from, by scene. */
  autocues: Readonly<Record<string, string>>;
};

const PREFIX = 'kalm.attempt';

const nameOf = (person: string, attempt: string) => `${PREFIX}.${person}.${attempt}`;
const notesOf = (person: string, attempt: string) => `${PREFIX}-notes.${person}.${attempt}`;

/** Returns the names of all that the device keeps of this person's attempts. */
function namesOf(person: string, store: KeyValueStore): string[] {
  const names = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  const theirs = [nameOf(person, ''), notesOf(person, '')];
  return names.filter((name) => theirs.some((prefix) => name.startsWith(prefix)));
}

/**
 * Keeps an open attempt on this device, so that one can go on recording without a network, also
 * after a reload.
 *
 * Only the person's newest one is kept, and none once it was submitted. Another person's waits.
 */
export function keepAttempt(
  person: string,
  attempt: Attempt,
  store: KeyValueStore = localStorage,
): void {
  const name = nameOf(person, attempt.id);
  const own = attempt.state === 'open' ? [name, notesOf(person, attempt.id)] : [];
  try {
    for (const other of namesOf(person, store)) if (!own.includes(other)) store.removeItem(other);
    if (attempt.state === 'open') store.setItem(name, JSON.stringify(attempt));
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

export function keepNotes(
  person: string,
  attempt: string,
  notes: Notes,
  store: KeyValueStore = localStorage,
): void {
  try {
    store.setItem(notesOf(person, attempt), JSON.stringify(notes));
  } catch {
    // The page still has them.
  }
}

export function keptNotes(
  person: string,
  attempt: string,
  store: KeyValueStore = localStorage,
): Notes {
  const none = { path: [], chosen: {}, autocues: {} };
  try {
    const found: unknown = JSON.parse(store.getItem(notesOf(person, attempt)) ?? '{}');
    return { ...none, ...(found as Partial<Notes>) };
  } catch {
    return none;
  }
}

/** Forgets this person's kept attempts, because they signed out. */
export function forgetAttempts(person: string, store: KeyValueStore = localStorage): void {
  try {
    for (const name of namesOf(person, store)) store.removeItem(name);
  } catch {
    // Nothing was kept, then.
  }
}
