import type { Attempt } from '#lib/kit/api/types.ts';

/** What `localStorage` offers of itself here; a test brings its own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'kalm.attempt.';

const nameOf = (person: string, attempt: string) => `${PREFIX}${person}.${attempt}`;

function namesOn(shelf: Shelf): string[] {
  const names = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '');
  return names.filter((name) => name.startsWith(PREFIX));
}

/**
 * Keeps an open attempt on this device, so that one can go on recording without a network, also
 * after a reload. Only the newest one, and none once it was sent: what is not needed is not kept.
 */
export function keepAttempt(person: string, attempt: Attempt, shelf: Shelf = localStorage): void {
  const name = nameOf(person, attempt.id);
  try {
    for (const other of namesOn(shelf)) if (other !== name) shelf.removeItem(other);
    if (attempt.state === 'open') shelf.setItem(name, JSON.stringify(attempt));
    else shelf.removeItem(name);
  } catch {
    // A device that keeps nothing goes on with a network only.
  }
}

/** The attempt as it was when the server was last heard, if it is this person's. */
export function keptAttempt(
  person: string,
  attempt: string,
  shelf: Shelf = localStorage,
): Attempt | null {
  try {
    return JSON.parse(shelf.getItem(nameOf(person, attempt)) ?? 'null') as Attempt | null;
  } catch {
    return null;
  }
}

/** For signing out: the next person finds nothing. */
export function forgetAttempts(shelf: Shelf = localStorage): void {
  try {
    for (const name of namesOn(shelf)) shelf.removeItem(name);
  } catch {
    // Nothing was kept, then.
  }
}
