import type { Tagged } from '#lib/kit/api/tagged.ts';
import { heldLocks } from '#lib/kit/offline/locks.ts';

/** The part of `localStorage` that is used here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What is not on the server yet, and the state of the server that it was made over. */
export type Unsaved<T> = { value: T; base: Tagged<T>; at: string };

/** An unsaved document that an earlier page left behind. */
export type Left<T> = { name: string; unsaved: Unsaved<T> };

/** Where a draft is kept: under the person, because devices are shared. */
export type Place = { person: string; organisation: string; version: string };

const prefixOf = ({ person, organisation, version }: Place) =>
  `kalm.draft.${person}.${organisation}.${version}.`;

/** Returns the name of the lock that a page keeps for as long as it has the draft open. */
const lockOf = (name: string): string => `${name}lock`;

function isUnsaved(value: unknown): value is Unsaved<never> {
  if (typeof value !== 'object' || value === null) return false;
  const { value: kept, base } = value as Partial<Unsaved<unknown>>;
  return kept !== undefined && kept !== null && typeof base?.etag === 'string';
}

/**
 * Keeps the unsaved document of one page on this device, until the server has it.
 *
 * Each page has a name of its own, so that two tabs with the same draft keep both of their texts.
 */
export class KeptDraft<T> {
  readonly name: string;
  #prefix: string;
  #store: KeyValueStore;

  constructor(place: Place, page: string, store: KeyValueStore = localStorage) {
    this.#prefix = prefixOf(place);
    this.name = `${this.#prefix}${page}`;
    this.#store = store;
  }

  /** Returns false where the device refused; then only the open page has the text. */
  keep(unsaved: Unsaved<T>): boolean {
    try {
      this.#store.setItem(this.name, JSON.stringify(unsaved));
      return true;
    } catch {
      return false;
    }
  }

  forget(name: string = this.name): void {
    try {
      this.#store.removeItem(name);
    } catch {
      // It was not kept, then.
    }
  }

  /** Returns what other pages left, newest first, without those that are `open` still. */
  left(open: ReadonlySet<string>): Left<T>[] {
    return this.names()
      .filter((name) => !open.has(name))
      .flatMap((name) => this.#read(name))
      .sort((one, other) => other.unsaved.at.localeCompare(one.unsaved.at));
  }

  /** Returns the names under which other pages keep something of this draft. */
  names(): string[] {
    const names = Array.from({ length: this.#store.length }, (_, at) => this.#store.key(at) ?? '');
    return names.filter((name) => name.startsWith(this.#prefix) && name !== this.name);
  }

  #read(name: string): Left<T>[] {
    try {
      const found: unknown = JSON.parse(this.#store.getItem(name) ?? 'null');
      return isUnsaved(found) ? [{ name, unsaved: found }] : [];
    } catch {
      return [];
    }
  }
}

/** Returns those of these names whose page is open; none in a browser without locks. */
export async function openPages(names: readonly string[]): Promise<Set<string>> {
  const held = await heldLocks(names.map(lockOf));
  return new Set(names.filter((name) => held.has(lockOf(name))));
}

/** Keeps the lock of a page until the returned function is called, or the page is gone. */
export function lockPage(name: string): () => void {
  if (!('locks' in navigator)) return () => undefined;
  let release: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(lockOf(name), () => closed);
  return release;
}
