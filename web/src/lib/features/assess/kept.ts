import type { SelfAssessment } from '#lib/kit/api/types.ts';

/** The part of `localStorage` that is used here; a test brings its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** A level that the server does not have yet. */
export type Given = { submission: string; criterion: string; level: string };

/**
 * Keeps the levels that a person gave themselves on this device until the server has them, and the
 * rubric beside them while there are any, so that one can go on without a network after a reload.
 *
 * Each level has a name of its own, under its person and attempt: tabs replace nothing of each
 * other's, and whoever signs in next sends none of it.
 */
export class KeptLevels {
  #store: KeyValueStore;
  #levels: string;
  #rubric: string;
  /** What a full device refused; then only the open page has it. */
  #refused = new Map<string, Given>();

  constructor(person: string, attempt: string, store: KeyValueStore = localStorage) {
    this.#store = store;
    this.#levels = `kalm.self-score.${person}.${attempt}.`;
    this.#rubric = `kalm.self-rubric.${person}.${attempt}`;
  }

  /** Returns the levels that wait. */
  all(): Given[] {
    const found = new Map<string, Given>();
    for (const name of this.#names()) {
      const one = this.#read(name) as Partial<Given> | null;
      if (one?.criterion && one.level && one.submission) found.set(one.criterion, one as Given);
    }
    return [...new Map([...found, ...this.#refused]).values()];
  }

  keep(given: Given, rubric: SelfAssessment): void {
    if (this.#write(this.#levels + given.criterion, given)) this.#refused.delete(given.criterion);
    else this.#refused.set(given.criterion, given);
    this.#write(this.#rubric, rubric);
  }

  /** Forgets a level, unless another one was chosen in its place since. */
  forget(given: Given): void {
    const name = this.#levels + given.criterion;
    if (this.#refused.get(given.criterion)?.level === given.level) {
      this.#refused.delete(given.criterion);
    }
    if ((this.#read(name) as Partial<Given> | null)?.level === given.level) {
      this.#store.removeItem(name);
    }
    if (!this.#names().length) this.#store.removeItem(this.#rubric);
  }

  /** Returns the rubric as the server last sent it, while a level waits. */
  rubric(): SelfAssessment | null {
    return this.#read(this.#rubric) as SelfAssessment | null;
  }

  #names(): string[] {
    const names = Array.from({ length: this.#store.length }, (_, at) => this.#store.key(at) ?? '');
    return names.filter((name) => name.startsWith(this.#levels));
  }

  #write(name: string, value: unknown): boolean {
    try {
      this.#store.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  #read(name: string): unknown {
    try {
      return JSON.parse(this.#store.getItem(name) ?? 'null');
    } catch {
      return null;
    }
  }
}
