import {
  deleteComment,
  giveBackLease,
  putComment,
  putScore,
  readReview,
  releaseReview,
  renewLease,
  takeLease,
  type Lease,
  type Review,
} from '#lib/kit/api/coaching.ts';
import { newId } from '#lib/kit/api/ids.ts';
import type { Problem } from '#lib/kit/api/problem.ts';
import { onlyTake } from '#lib/kit/api/training.ts';
import { Drafts } from './drafts.ts';
import {
  applyChange,
  marksOf,
  missingFrom,
  newComment,
  reconcile,
  stateWithoutLease,
  type Change,
  type CommentBody,
  type LeaseState,
  type Marks,
} from './marks.ts';
import { asProblem, SaveQueue, type Saving } from './saving.ts';

/** A coach at work on one review: the marks on the screen, their saving, and the lease behind it. */
export class ReviewWork {
  review = $state.raw() as Review;
  marks = $state<Marks>({ scores: {}, comments: {} });
  lease = $state.raw<Lease | null>(null);
  leaseState = $state<LeaseState>('none');
  saving = $state.raw<Saving>({ state: 'untouched', at: null, problem: null });
  /** What is on the screen and not on the server. */
  unsaved = $state.raw<Change[]>([]);
  /** Unsaved changes that gave way to those of a colleague. */
  dropped = $state.raw<Change[]>([]);
  regained = $state(false);
  /** False when this device keeps no copy of what is unsaved. */
  kept = $state(true);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);

  readonly missing = $derived.by(() => missingFrom(this.marks, this.review.rubric.criteria));
  readonly mayChange = $derived(this.leaseState === 'mine');

  #org;
  #regaining = false;
  #confirmed: Marks = { scores: {}, comments: {} };
  #drafts: Drafts;
  #queue = new SaveQueue({
    send: (change) => this.#send(change),
    changed: () => this.#noted(),
  });

  constructor(org: string, person: string, review: Review) {
    this.#org = org;
    this.#drafts = new Drafts(person, review.id);
    this.#become(review, this.#drafts.read(onlyTake(review.takes).id));
  }

  score(criterion: string, level: string, note?: string): void {
    const to = { level, note: note ?? this.marks.scores[criterion]?.note ?? '' };
    const base = this.#confirmed.scores[criterion] ?? null;
    this.#put({ about: 'scores', id: criterion, to, base }, note === undefined);
  }

  /** A comment at this moment, still without words; it goes out once it has some. */
  addComment(at_ms: number): string {
    const id = newId();
    this.marks.comments[id] = newComment(this.marks, onlyTake(this.review.takes), at_ms);
    return id;
  }

  changeComment(id: string, part: Partial<CommentBody>): void {
    const before = this.marks.comments[id];
    if (!before) return;
    const to = { ...before, ...part };
    this.marks.comments[id] = to;
    const base = this.#confirmed.comments[id] ?? null;
    const isKnown = base !== null || this.unsaved.some((change) => change.id === id);
    // Without words it is no comment, but it stays open on the screen.
    if (to.text.trim()) this.#queue.put({ about: 'comments', id, to, base });
    else if (isKnown) this.#queue.put({ about: 'comments', id, to: null, base });
  }

  /** Takes a comment away and gives it back, for who wants it again. */
  removeComment(id: string): CommentBody | null {
    const before = this.marks.comments[id];
    if (!before) return null;
    const base = this.#confirmed.comments[id] ?? null;
    this.#put({ about: 'comments', id, to: null, base }, true);
    return before.text.trim() ? { ...before } : null;
  }

  restoreComment(id: string, body: CommentBody): void {
    const base = this.#confirmed.comments[id] ?? null;
    this.#put({ about: 'comments', id, to: body, base }, true);
  }

  /** Renews the lease; also the moment to try again what could not be saved. */
  async renew(): Promise<void> {
    if (!this.lease || this.leaseState !== 'mine') return;
    try {
      this.lease = await renewLease(this.#org, this.lease.id);
      await this.#queue.retry();
    } catch (fault) {
      const problem = asProblem(fault);
      if (problem.code === 'lease_stale') await this.#lost(problem);
    }
  }

  /** Takes it (again), and saves what is unsaved unless a colleague changed the same thing. */
  async take(): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await takeLease(this.#org, this.review.submission);
      this.#become(await readReview(this.#org, this.review.id), this.unsaved);
    } catch (fault) {
      this.#leaseRefused(asProblem(fault));
    } finally {
      this.busy = false;
    }
  }

  /** False when something is still unsaved or the server refused; `problem` says why. */
  async giveBack(): Promise<boolean> {
    return this.#finish(async (lease) => {
      await giveBackLease(this.#org, lease);
      this.leaseState = 'none';
    });
  }

  async release(): Promise<boolean> {
    return this.#finish(async (lease) => {
      this.review = await releaseReview(this.#org, this.review.id, lease);
      this.leaseState = 'released';
      this.regained = false;
    });
  }

  retry = (): void => void this.#queue.retry();
  close = (): void => void this.#queue.close();

  /** Gives up what was not saved. */
  discard(): void {
    this.#queue.keep([]);
    if (this.leaseState === 'gone') this.leaseState = 'released';
    this.marks = marksOf(this.review);
  }

  #become(review: Review, unsaved: Change[]): void {
    this.review = review;
    this.lease = review.lease;
    this.#confirmed = marksOf(review);
    this.dropped = [];
    if (review.lease) return this.#goOn(unsaved);
    this.leaseState = stateWithoutLease(review, unsaved);
    this.#show(review.state === 'released' ? [] : unsaved);
    this.#queue.keep(unsaved);
  }

  #goOn(unsaved: Change[]): void {
    const { resend, dropped } = reconcile(unsaved, this.#confirmed, newId);
    this.leaseState = 'mine';
    this.dropped = dropped;
    this.#show(resend);
    this.#queue.restart(resend);
  }

  /** The server's marks with these on top, and comments that still wait for their first word. */
  #show(changes: Change[]): void {
    const marks = marksOf(this.review);
    for (const change of changes) applyChange(marks, change);
    const begun = Object.entries(this.marks.comments).filter(([, { text }]) => !text.trim());
    this.marks = { ...marks, comments: { ...Object.fromEntries(begun), ...marks.comments } };
  }

  #put(change: Change, now: boolean): void {
    applyChange(this.marks, change);
    this.#queue.put(change, now);
  }

  async #send(change: Change): Promise<void> {
    const { id: review } = this.review;
    const lease = this.lease?.id ?? '';
    try {
      if (change.about === 'scores')
        await putScore(this.#org, review, change.id, { lease, ...change.to });
      else if (change.to) await putComment(this.#org, review, change.id, { lease, ...change.to });
      else await deleteComment(this.#org, review, change.id, lease);
      applyChange(this.#confirmed, change);
    } catch (fault) {
      const problem = asProblem(fault);
      if (problem.code === 'lease_stale') void this.#lost(problem);
      throw fault;
    }
  }

  /**
   * The lease ran out, for instance while the laptop slept. Nobody else's? Then it is ours again,
   * and whoever is typing notices nothing but a line about it.
   */
  async #lost(problem: Problem): Promise<void> {
    if (this.#regaining) return;
    this.#regaining = true;
    this.#queue.stop(problem);
    await this.take();
    this.#regaining = false;
    if (this.problem) this.leaseState = 'lost';
    else this.regained = this.mayChange && !this.dropped.length;
  }

  #leaseRefused(problem: Problem): void {
    if (problem.code === 'lease_held') this.leaseState = 'taken';
    else if (problem.code === 'already_released') this.leaseState = 'gone';
    else this.problem = problem;
  }

  async #finish(end: (lease: string) => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      if (!(await this.#queue.flush()) || !this.lease) return false;
      await end(this.lease.id);
      this.lease = null;
      return true;
    } catch (fault) {
      const problem = asProblem(fault);
      if (problem.code === 'lease_stale') await this.#lost(problem);
      else this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  #noted(): void {
    this.saving = this.#queue.saving;
    this.unsaved = this.#queue.waiting;
    this.kept = this.#drafts.keep(this.unsaved);
  }
}
