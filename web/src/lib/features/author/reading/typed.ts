import { newId } from '#lib/kit/api/ids.ts';

/** The part of `localStorage` that is used here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What the server gets: the id stays the same when a remark is sent again. */
export type Typed = { id: string; text: string };

/**
 * Keeps a remark that is being written on this device, under the person, until the server has it.
 * A device that refuses keeps nothing; then only the open page has the text.
 */
export class TypedRemark {
  readonly #name: string;
  readonly #store: KeyValueStore;

  constructor(
    at: { person: string; version: string; place: string },
    store: KeyValueStore = localStorage,
  ) {
    this.#name = `kalm.remark.${at.person}.${at.version}.${at.place}`;
    this.#store = store;
  }

  /** Returns what was kept, or an empty remark. */
  read(): Typed {
    const none = { id: newId(), text: '' };
    try {
      const found = JSON.parse(this.#store.getItem(this.#name) ?? 'null') as Partial<Typed> | null;
      const { id, text } = found ?? {};
      return typeof id === 'string' && typeof text === 'string' ? { id, text } : none;
    } catch {
      return none;
    }
  }

  /** Keeps the remark; one without words is forgotten. */
  keep(remark: Typed): void {
    try {
      if (remark.text.trim()) this.#store.setItem(this.#name, JSON.stringify(remark));
      else this.#store.removeItem(this.#name);
    } catch {
      // It is still on screen.
    }
  }
}
