import { api } from './client.ts';
import { pathOf } from './pages.ts';
import { Problem } from './problem.ts';
import { Resource } from './resource.svelte.ts';
import type { Page } from './types.ts';

/** The pages that were read after a first one. */
type Later<T> = { first: Page<T>; rows: T[]; next: string | null; pages: number };

/**
 * A list that the server gives in pages: the first is read at once, each further one on request.
 *
 * Reading again begins at the first page. What is shown stays when a page fails.
 */
export class Paged<T, P extends Page<T> = Page<T>> extends Resource<P> {
  #read: () => Promise<P>;
  #later = $state.raw<Later<T> | null>(null);
  readonly #fitting = $derived(this.#later?.first === this.data ? this.#later : null);
  readonly #next = $derived(this.#fitting ? this.#fitting.next : (this.data?.next ?? null));
  readonly rows = $derived<T[]>([...(this.data?.results ?? []), ...(this.#fitting?.rows ?? [])]);
  readonly hasMore = $derived(this.#next !== null);
  constructor(read: () => Promise<P>) {
    super(read);
    this.#read = read;
  }

  /** True while a further page is being read. */
  adding = $state(false);
  /** Why the last further page could not be read. */
  refused = $state.raw<Problem | null>(null);

  more = async (): Promise<void> => {
    const [first, next, earlier] = [this.data, this.#next, this.#fitting?.rows ?? []];
    if (!first || next === null || this.adding) return;
    this.adding = true;
    this.refused = null;
    try {
      const page = await api.get<Page<T>>(pathOf(next));
      const pages = (this.#fitting?.pages ?? 0) + 1;
      this.#later = { first, rows: [...earlier, ...page.results], next: page.next ?? null, pages };
    } catch (problem) {
      this.refused = problem instanceof Problem ? problem : new Problem('unknown', 0);
    } finally {
      this.adding = false;
    }
  };

  /** Reads as many pages as are shown again, and shows them at once: for a list that changes. */
  refresh = async (): Promise<void> => {
    const pages = this.#fitting?.pages ?? 0;
    if (pages === 0 || this.adding) return this.load();
    try {
      const first = await this.#read();
      let later: Later<T> = { first, rows: [], next: first.next ?? null, pages: 0 };
      while (later.next !== null && later.pages < pages) {
        const page = await api.get<Page<T>>(pathOf(later.next));
        const rows = [...later.rows, ...page.results];
        later = { first, rows, next: page.next ?? null, pages: later.pages + 1 };
      }
      [this.data, this.#later, this.problem] = [first, later, null];
    } catch (problem) {
      this.problem = problem instanceof Problem ? problem : new Problem('unknown', 0);
    }
  };
}

/** Returns a paged list that is read at once and whenever its path changes. */
export function paged<T>(path: () => string): Paged<T> {
  const made = new Paged<T>(() => api.get<Page<T>>(path()));
  $effect(() => void made.load());
  return made;
}
