import { api } from './client.ts';
import { pathOf } from './pages.ts';
import { Problem } from './problem.ts';
import { Resource } from './resource.svelte.ts';
import type { Page } from './types.ts';

/** The pages that were read after a first one. */
type Later<T> = { first: Page<T>; rows: T[]; next: string | null };

/**
 * A list that the server gives in pages: the first is read at once, each further one on request.
 *
 * Reading again begins at the first page. What is shown stays when a page fails.
 */
export class Paged<T> extends Resource<Page<T>> {
  #later = $state.raw<Later<T> | null>(null);
  readonly #fitting = $derived(this.#later?.first === this.data ? this.#later : null);
  readonly #next = $derived(this.#fitting ? this.#fitting.next : (this.data?.next ?? null));
  readonly rows = $derived<T[]>([...(this.data?.results ?? []), ...(this.#fitting?.rows ?? [])]);
  readonly hasMore = $derived(this.#next !== null);
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
      this.#later = { first, rows: [...earlier, ...page.results], next: page.next ?? null };
    } catch (problem) {
      this.refused = problem instanceof Problem ? problem : new Problem('unknown', 0);
    } finally {
      this.adding = false;
    }
  };
}

/** Returns a paged list that is read at once and whenever its path changes. */
export function paged<T>(path: () => string): Paged<T> {
  const made = new Paged<T>(() => api.get<Page<T>>(path()));
  $effect(() => void made.load());
  return made;
}
