import type { Change } from './marks.ts';

/** What `localStorage` offers of itself here; a test brings its own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = (person: string, review: string) => `kalm.review.${person}.${review}`;

function isChange(value: unknown): value is Change {
  if (typeof value !== 'object' || value === null) return false;
  const { about, id } = value as Partial<Change>;
  return (about === 'scores' || about === 'comments') && typeof id === 'string';
}

/**
 * A coach's unsaved changes on this device, so that a closed laptop or a lost hold costs no words.
 * Kept under the person, for devices are shared, and gone once the server has them.
 */
export class Drafts {
  #shelf: Shelf;
  #name: string;

  constructor(person: string, review: string, shelf: Shelf = localStorage) {
    this.#shelf = shelf;
    this.#name = nameOf(person, review);
  }

  read(): Change[] {
    try {
      const found: unknown = JSON.parse(this.#shelf.getItem(this.#name) ?? '[]');
      return Array.isArray(found) ? found.filter(isChange) : [];
    } catch {
      return [];
    }
  }

  /** False when the device refused; then only the open page has the words. */
  keep(changes: Change[]): boolean {
    try {
      if (changes.length) this.#shelf.setItem(this.#name, JSON.stringify(changes));
      else this.#shelf.removeItem(this.#name);
      return true;
    } catch {
      return false;
    }
  }
}
