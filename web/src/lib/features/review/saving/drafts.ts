import { asAnother, asOfNow, keyOf, type Change } from './marks.ts';

/** What `localStorage` offers of itself here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps what a full device refused, in the page, also while another screen is open. */
const refused = new Map<string, Change[]>();

const nameOf = (person: string, review: string) => `kalm.review.${person}.${review}`;

/** `since` is when its tab first wrote it, in ms: another tab's write may reach this one late. */
type Kept = Change & { since?: number };

const byAge = (one: Kept, other: Kept) => (one.since ?? 0) - (other.since ?? 0);

function withoutAge(kept: Kept): Change {
  const change = { ...kept };
  delete change.since;
  return change;
}

function isChange(value: unknown): value is Kept {
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
  #found: Kept[];
  #own: Set<string>;
  #since: Map<string, number>;
  #now: () => number;

  /**
   * Reads what is kept. Made before the review is read from the server: what another tab saves in
   * between is then in both, and otherwise in neither.
   */
  constructor(
    person: string,
    review: string,
    store: KeyValueStore = localStorage,
    now: () => number = Date.now,
  ) {
    this.#store = store;
    this.#now = now;
    this.#name = nameOf(person, review);
    this.#found = this.#stored().sort(byAge);
    this.#own = new Set(this.#found.map((change) => JSON.stringify(change)));
    this.#since = new Map(this.#found.map((one) => [keyOf(one), one.since ?? 0]));
  }

  /** Returns what was kept. `take` is what comments were about before they named it. */
  changes(take: string): Change[] {
    const found = this.#found.map(withoutAge);
    return refused.get(this.#name) ?? apart(asOfNow(found, take));
  }

  /** False when the device refused; then only the open page has the words. */
  keep(changes: Change[]): boolean {
    try {
      const others = this.#stored().filter((change) => !this.#own.has(JSON.stringify(change)));
      const own = this.#dated(changes);
      const all = [...others, ...own];
      if (all.length) this.#store.setItem(this.#name, JSON.stringify(all));
      else this.#store.removeItem(this.#name);
      this.#own = new Set(own.map((change) => JSON.stringify(change)));
      refused.delete(this.#name);
      return true;
    } catch {
      refused.set(this.#name, changes);
      return false;
    }
  }

  /** A change keeps its age while its words change, and loses it once it is saved. */
  #dated(changes: Change[]): Kept[] {
    const now = this.#now();
    const since = changes.map((one) => [keyOf(one), this.#since.get(keyOf(one)) ?? now] as const);
    this.#since = new Map(since);
    return changes.map((one, index) => ({ ...one, since: since[index]?.[1] ?? now }));
  }

  #stored(): Kept[] {
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
  const seen = new Map<string, Change>();
  return changes.map((change) => {
    const first = seen.get(keyOf(change));
    if (first) return asAnother(change, first.to);
    seen.set(keyOf(change), change);
    return change;
  });
}
