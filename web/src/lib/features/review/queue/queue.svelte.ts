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
import { NO_FILTER, queryOf, type QueueFilter } from '#lib/kit/api/queue.ts';
import { isUnderway, poll } from '#lib/kit/api/poll.ts';
import type { Problem } from '#lib/kit/api/problem.ts';

/** How often the list is read again. */
const LOOK_MS = 30_000;
/** How soon it is read again while a video is being prepared; ever less soon, down to `LOOK_MS`. */
const SOON_MS = 2_000;

/** The coaches' queue of one organisation, kept up to date while the page is in sight. */
export class ReviewQueue {
  readonly list;
  /** Ticks along with the list, so that ages stay true; in ms since 1970. */
  now = $state(Date.now());
  taking = $state<string | null>(null);
  /** Why the last taking did not work. */
  refused = $state.raw<Problem | null>(null);
  /** What the list is narrowed to. */
  filter = $state.raw<QueueFilter>(NO_FILTER);
  readonly isNarrowed = $derived(queryOf(this.filter) !== '');
  #org: () => string;
  /** Names what can be taken once its video is prepared; empty for nothing. */
  readonly #preparing = $derived.by(() =>
    this.list.rows
      .filter(({ video_state }) => isUnderway(video_state))
      .map(({ submission }) => submission)
      .join(),
  );

  constructor(org: () => string) {
    this.#org = org;
    this.list = new Paged<Waiting, QueuePage>(() => readQueue(org(), this.filter));
    $effect(() => void this.list.load());
    $effect(() => {
      const first = this.#preparing ? SOON_MS : LOOK_MS;
      return poll(() => this.refresh().then(() => true), { first, longest: LOOK_MS });
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

  /** Narrows the list further, or less; the effect above reads it again. */
  narrow = (change: Partial<QueueFilter>): void => {
    this.filter = { ...this.filter, ...change };
  };

  refresh = async (): Promise<void> => {
    await this.list.refresh();
    this.now = Date.now();
  };
}

export const [getQueue, setQueue] = createContext<ReviewQueue>();
