import {
  giveBackLease,
  readReview,
  renewLease,
  type Lease,
  type Review,
} from '#lib/kit/api/coaching.ts';
import { endReview, takeReview } from '#lib/kit/api/holds.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Drafts } from './drafts.ts';
import { Marking } from './marking.svelte.ts';
import {
  applyChange,
  asAnother,
  isSeen,
  markAt,
  marksOf,
  reconcile,
  says,
  setMark,
  stateRefused,
  stateWithoutLease,
  type Change,
  type Conflict,
  type LeaseState,
  type Mark,
} from './marks.ts';
import { Rivals } from './rivals.ts';
import { asProblem, SaveQueue, type Saving } from './saving.ts';
import { ServerMarks } from './serverMarks.ts';

/** A coach at work on one review: the marks on the screen, their saving, and the lease behind it. */
export class ReviewWork extends Marking {
  lease = $state.raw<Lease | null>(null);
  leaseState = $state<LeaseState>('none');
  saving = $state.raw<Saving>({ state: 'untouched', at: null, problem: null });
  /** What is on the screen and not on the server. */
  unsaved = $state.raw<Change[]>([]);
  /** What was changed elsewhere, in another tab or by a colleague, and waits for a choice. */
  conflicts = $state.raw<Conflict[]>([]);
  regained = $state(false);
  /** The coach was about to release something else than what stands here now. */
  renewed = $state(false);
  /** False when this device keeps no copy of what is unsaved. */
  kept = $state(true);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);

  readonly mayChange = $derived(this.leaseState === 'mine');

  #org;
  #regaining = false;
  #server: ServerMarks;
  #drafts: Drafts;
  #rivals = new Rivals();
  #queue = new SaveQueue({
    send: (change) => this.#send(change),
    changed: () => this.#noted(),
  });

  constructor(org: string, review: Review, drafts: Drafts) {
    super(review);
    this.#org = org;
    this.#server = new ServerMarks(org, review);
    this.#drafts = drafts;
    this.#become(review, this.#rivals.part(drafts.changes(review.takes[0]?.id ?? '')));
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

  /** Looks whether something was changed elsewhere, while nothing of ours is on its way. */
  async look(): Promise<void> {
    await this.renew();
    if (!this.mayChange || this.unsaved.length) return;
    try {
      const now = await readReview(this.#org, this.review.id);
      if (this.unsaved.length || !now.lease) return;
      if (!isSeen(now, this.#server.marks, this.review)) this.#become(now, []);
    } catch {
      // It was only a look; saving and releasing say what is the matter.
    }
  }

  /** Settles a conflict. `both` makes a comment of its own of mine. */
  choose({ mine, theirs }: Conflict, keep: 'mine' | 'theirs' | 'both'): void {
    if (!this.#rivals.settle(mine)) this.#queue.settle(mine);
    if (keep !== 'mine') setMark(this.marks, mine, theirs);
    if (keep === 'mine') this.put({ ...mine, base: theirs && { ...theirs } } as Change, true);
    else if (keep === 'both') this.put(asAnother(mine, theirs), true);
    this.#noted();
  }

  /** Shows it as it is now. */
  async refresh(): Promise<void> {
    this.#become(await readReview(this.#org, this.review.id), this.#queue.waiting);
  }

  /** Takes it (again, or what is finished), and saves what is unsaved and was not changed since. */
  async take(resume = false): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await takeReview(this.#org, this.review.id, resume);
      await this.refresh();
    } catch (fault) {
      const problem = asProblem(fault);
      const state = stateRefused(problem.code);
      if (state === 'held') await this.refresh().catch(() => (this.problem = problem));
      else if (state) this.leaseState = state;
      else this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** False when something is still unsaved or the server refused; `problem` says why. */
  async giveBack(): Promise<boolean> {
    return this.#end('none', (lease) => giveBackLease(this.#org, lease));
  }

  /** Sends it, or finishes it to be sent later. */
  async release(later = false): Promise<boolean> {
    return this.#end(later ? 'held' : 'released', async (lease) => {
      const now = await readReview(this.#org, this.review.id);
      // Nothing is released that the coach has not seen on this screen.
      if (!isSeen(now, this.#server.marks, this.review)) throw new Problem('review_changed', 412);
      this.review = await endReview(this.#org, now, lease, later);
      this.regained = this.renewed = false;
    });
  }

  flush = (): Promise<boolean> => this.#queue.flush();
  retry = (): void => void this.#queue.retry();
  close = (): void => void this.#queue.close();

  /** Gives up what was not saved. */
  discard(): void {
    this.#rivals.all = [];
    this.#queue.keep([]);
    if (this.leaseState === 'gone') this.leaseState = 'released';
    this.marks = marksOf(this.review);
  }

  #become(review: Review, unsaved: Change[]): void {
    this.review = review;
    this.lease = review.lease;
    this.#server = new ServerMarks(this.#org, review);
    if (review.lease) return this.#goOn(unsaved);
    this.leaseState = stateWithoutLease(review, [...unsaved, ...this.#rivals.all]);
    this.#show(review.state === 'released' ? [] : unsaved);
    this.#queue.keep(unsaved);
  }

  #goOn(unsaved: Change[]): void {
    const { resend, conflicts } = reconcile(unsaved, this.#server.marks);
    this.leaseState = 'mine';
    this.#show([...resend, ...conflicts]);
    this.#queue.restart(resend, conflicts);
  }

  /** The server's marks with these on top, and comments that still wait for their first word. */
  #show(changes: Change[]): void {
    const marks = marksOf(this.review);
    for (const change of changes) applyChange(marks, change);
    const begun = Object.entries(this.marks.comments).filter(([, body]) => !says(body));
    this.marks = { ...marks, comments: { ...Object.fromEntries(begun), ...marks.comments } };
  }

  protected override save(change: Change, now: boolean): void {
    this.#queue.put(change, now);
  }

  protected override keptMark(at: Pick<Change, 'about' | 'id'>): Mark | null {
    return markAt(this.#server.marks, at);
  }

  protected override isUnsaved(id: string): boolean {
    return this.unsaved.some((change) => change.id === id);
  }

  async #send(change: Change): Promise<Mark | null> {
    try {
      const mark = await this.#server.send(this.lease?.id ?? '', change);
      if (!mark && this.review.retake_request?.comment === change.id)
        this.review = { ...this.review, retake_request: null }; // it goes with its comment
      return mark;
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
    else this.regained = this.mayChange && !this.conflicts.length;
  }

  async #end(as: LeaseState, end: (lease: string) => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      if (!(await this.#queue.flush()) || this.#rivals.all.length || !this.lease) return false;
      await end(this.lease.id);
      [this.lease, this.leaseState] = [null, as];
      return true;
    } catch (fault) {
      const problem = asProblem(fault);
      if (problem.code === 'lease_stale') await this.#lost(problem);
      else if (problem.code === 'review_changed') await this.#see();
      else this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Shows what was changed elsewhere, before it can be released. */
  async #see(): Promise<void> {
    await this.take();
    this.renewed = this.mayChange;
  }

  #noted(): void {
    this.saving = this.#rivals.of(this.#queue.saving);
    this.unsaved = [...this.#queue.waiting, ...this.#rivals.all];
    const elsewhere = this.#server.against(this.#queue.conflicting);
    this.conflicts = [...elsewhere, ...this.#rivals.conflicts(elsewhere, this.marks)];
    this.kept = this.#drafts.keep(this.unsaved);
  }
}
