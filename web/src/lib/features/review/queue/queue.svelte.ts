import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { asProblem } from '#lib/features/review/saving/saving.ts';
import {
  readQueue,
  takeLease,
  type QueuePage,
  type Taking,
  type Waiting,
} from '#lib/kit/api/coaching.ts';
import { Paged } from '#lib/kit/api/paged.svelte.ts';
import type { Problem } from '#lib/kit/api/problem.ts';

const LOOK_MS = 30_000;

/** The coaches' queue of one organisation, kept up to date while the page is in sight. */
export class ReviewQueue {
  readonly list;
  /** Ticks along with the list, so that ages stay true; in ms since 1970. */
  now = $state(Date.now());
  taking = $state<string | null>(null);
  /** Why the last taking did not work. */
  refused = $state.raw<Problem | null>(null);
  #org: () => string;

  constructor(org: () => string) {
    this.#org = org;
    this.list = new Paged<Waiting, QueuePage>(() => readQueue(org()));
    $effect(() => void this.list.load());
    $effect(() => {
      const timer = setInterval(() => this.#look(), LOOK_MS);
      return () => clearInterval(timer);
    });
  }

  /** Takes the named submission, or the oldest free one, and opens it. */
  take = (submission?: string): Promise<void> =>
    this.#open(submission ?? 'next', submission ? { submission } : {});

  /** Goes on with a review that was begun. */
  goOn = (review: string): Promise<void> => this.#open(review, { review });

  #open = async (taking: string, what: Taking): Promise<void> => {
    this.taking = taking;
    this.refused = null;
    try {
      const lease = await takeLease(this.#org(), what);
      await goto(`/${this.#org()}/coach/reviews/${lease.review}`);
    } catch (fault) {
      this.refused = asProblem(fault);
    } finally {
      this.taking = null;
      void this.refresh();
    }
  };

  refresh = async (): Promise<void> => {
    await this.list.refresh();
    this.now = Date.now();
  };

  #look(): void {
    if (!document.hidden) void this.refresh();
  }
}

export const [getQueue, setQueue] = createContext<ReviewQueue>();
