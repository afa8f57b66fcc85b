import { withTake, type Change } from './marks.ts';

/** What `localStorage` offers of itself here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps what a full device refused, in the page, also while another screen is open. */
const refused = new Map<string, Change[]>();

const nameOf = (person: string, review: string) => `kalm.review.${person}.${review}`;

function isChange(value: unknown): value is Change {
  if (typeof value !== 'object' || value === null) return false;
  const { about, id } = value as Partial<Change>;
  return (about === 'scores' || about === 'comments') && typeof id === 'string';
}

/**
 * A coach's unsaved changes on this device, so that a closed laptop or a lost lease costs no words.
 * Kept under the person, for devices are shared, and gone once the server has them.
 */
export class Drafts {
  #store: KeyValueStore;
  #name: string;

  constructor(person: string, review: string, store: KeyValueStore = localStorage) {
    this.#store = store;
    this.#name = nameOf(person, review);
  }

  /** `take` is what comments were about before they named it. */
  read(take: string): Change[] {
    const inPage = refused.get(this.#name);
    if (inPage) return inPage;
    try {
      const found: unknown = JSON.parse(this.#store.getItem(this.#name) ?? '[]');
      return Array.isArray(found) ? withTake(found.filter(isChange), take) : [];
    } catch {
      return [];
    }
  }

  /** False when the device refused; then only the open page has the words. */
  keep(changes: Change[]): boolean {
    try {
      if (changes.length) this.#store.setItem(this.#name, JSON.stringify(changes));
      else this.#store.removeItem(this.#name);
      refused.delete(this.#name);
      return true;
    } catch {
      refused.set(this.#name, changes);
      return false;
    }
  }
}
