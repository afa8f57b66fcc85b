import { Problem } from './problem.ts';

/**
 * A value that is read from the server, with the states that a screen must show.
 *
 * What was read stays in `data` when a later reading fails, so that a screen never empties under
 * its reader.
 */
export class Resource<T> {
  data = $state.raw<T | undefined>(undefined);
  problem = $state.raw<Problem | null>(null);
  loading = $state(false);
  #read: () => Promise<T>;
  #latest = 0;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /**
   * Reads the value, again too. Of readings that overlap only the last one counts. Never throws.
   */
  load = async (): Promise<void> => {
    const mine = ++this.#latest;
    this.loading = true;
    try {
      const data = await this.#read();
      if (mine === this.#latest) [this.data, this.problem] = [data, null];
    } catch (problem) {
      if (mine !== this.#latest) return;
      this.problem = problem instanceof Problem ? problem : new Problem('unknown', 0);
      if (!(problem instanceof Problem)) console.error(problem);
    } finally {
      if (mine === this.#latest) this.loading = false;
    }
  };
}

/** Returns a resource that is read at once and whenever something it depends on changes. */
export function resource<T>(read: () => Promise<T>): Resource<T> {
  const made = new Resource(read);
  // Before the screen is drawn: what it waits for is asked for first.
  $effect.pre(() => void made.load());
  return made;
}
