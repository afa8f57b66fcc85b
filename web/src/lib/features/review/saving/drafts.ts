import { newId } from '#lib/kit/api/ids.ts';
import { keyOf, withTake, type Change } from './marks.ts';

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
 * Kept under the person, for devices are shared, and gone once the server has them. Other tabs keep
 * theirs in the same place: each replaces what it wrote or read itself, and leaves the rest.
 */
export class Drafts {
  #store: KeyValueStore;
  #name: string;
  #found: Change[];
  #own: Set<string>;

  /**
   * Reads what is kept. Made before the review is read from the server: what another tab saves in
   * between is then in both, and otherwise in neither.
   */
  constructor(person: string, review: string, store: KeyValueStore = localStorage) {
    this.#store = store;
    this.#name = nameOf(person, review);
    this.#found = this.#stored();
    this.#own = new Set(this.#found.map((change) => JSON.stringify(change)));
  }

  /** Returns what was kept. `take` is what comments were about before they named it. */
  changes(take: string): Change[] {
    return refused.get(this.#name) ?? apart(withTake(this.#found, take));
  }

  /** False when the device refused; then only the open page has the words. */
  keep(changes: Change[]): boolean {
    try {
      const all = this.#withOwn(changes);
      if (all.length) this.#store.setItem(this.#name, JSON.stringify(all));
      else this.#store.removeItem(this.#name);
      this.#own = new Set(changes.map((change) => JSON.stringify(change)));
      refused.delete(this.#name);
      return true;
    } catch {
      refused.set(this.#name, changes);
      return false;
    }
  }

  /** In the place where this tab wrote first: the order in which the texts are offered then tells
   * which is older, whichever tab wrote last. */
  #withOwn(changes: Change[]): Change[] {
    const stored = this.#stored();
    const isOther = (change: Change) => !this.#own.has(JSON.stringify(change));
    const at = stored.findIndex((change) => !isOther(change));
    if (at < 0) return [...stored, ...changes];
    return [...stored.slice(0, at), ...changes, ...stored.slice(at).filter(isOther)];
  }

  #stored(): Change[] {
    try {
      const found: unknown = JSON.parse(this.#store.getItem(this.#name) ?? '[]');
      return Array.isArray(found) ? found.filter(isChange) : [];
    } catch {
      return [];
    }
  }
}

/** Two tabs may have left a text each of one comment: the second becomes a comment of its own. */
function apart(changes: Change[]): Change[] {
  const seen = new Set<string>();
  return changes.map((change) => {
    const isAgain = seen.has(keyOf(change));
    seen.add(keyOf(change));
    if (!isAgain || change.about === 'scores' || !change.to) return change;
    return { ...change, id: newId(), base: null };
  });
}
