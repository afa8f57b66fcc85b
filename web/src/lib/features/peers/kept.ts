import type { Kept } from './notes.ts';

/** The part of `localStorage` that is used here; a test brings its own. */
export type KeyedStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Keeps what a person writes to a colleague on this device until the server has it, each note apart,
 * so that two tabs never overwrite each other's. A device that refuses keeps nothing; then only the
 * open page has the words.
 */
export class KeptNotes {
  readonly #prefix: string;
  readonly #store: KeyedStore;

  constructor(at: { person: string; request: string }, store: KeyedStore = localStorage) {
    this.#prefix = `kalm.look.${at.person}.${at.request}.`;
    this.#store = store;
  }

  read(): Kept[] {
    return this.#names().flatMap((name) => this.#parse(name) ?? []);
  }

  keep(kept: Kept): void {
    try {
      this.#store.setItem(this.#prefix + kept.note.id, JSON.stringify(kept));
    } catch {
      // It is still on screen.
    }
  }

  forget(note: string): void {
    try {
      this.#store.removeItem(this.#prefix + note);
    } catch {
      // A device that keeps nothing has nothing to forget.
    }
  }

  /** Forgets all of it: it was sent, or nobody asks for it any more. */
  clear(): void {
    for (const name of this.#names()) this.#store.removeItem(name);
  }

  #parse(name: string): Kept | null {
    try {
      const found = JSON.parse(this.#store.getItem(name) ?? 'null') as Kept | null;
      return typeof found?.note.text === 'string' ? found : null;
    } catch {
      return null;
    }
  }

  #names(): string[] {
    const all = Array.from({ length: this.#store.length }, (_none, at) => this.#store.key(at));
    return all.filter((name) => name !== null).filter((name) => name.startsWith(this.#prefix));
  }
}
