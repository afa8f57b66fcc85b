import { createContext } from 'svelte';
import { deleteRetakeRequest, putRetakeRequest, type Review } from '#lib/kit/api/coaching.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { says } from '#lib/features/review/saving/marks.ts';
import { asProblem } from '#lib/features/review/saving/saving.ts';
import type { ReviewWork } from '#lib/features/review/saving/work.svelte.ts';

const [getAsking, setAsking] = createContext<Asking>();

/** The asking of the desk that a component is on. */
export { getAsking };

/** Gives the comments of a desk its asking. */
export const provideAsking = (asking: Asking): Asking => setAsking(asking);

/** Asks the employee for another take with this feedback, because of one comment. */
export class Asking {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  #work: ReviewWork;
  #org: string;

  constructor(org: string, work: ReviewWork) {
    this.#org = org;
    this.#work = work;
  }

  /** The comment that it is because of; null where nothing is asked. */
  get comment(): string | null {
    return this.#work.review.retake_request?.comment ?? null;
  }

  /** Whether another take can be asked for because of this comment. */
  mayAsk(comment: string | null): comment is string {
    const { mayChange, isRegrade, marks } = this.#work;
    const found = marks.comments[comment ?? ''];
    return mayChange && !isRegrade && found !== undefined && says(found);
  }

  /** Asks because of this comment, in place of any other; asked already, it asks no more. */
  async toggle(comment: string): Promise<void> {
    if (this.busy || !this.mayAsk(comment)) return;
    this.busy = true;
    this.problem = null;
    try {
      // The server knows the comment before what is asked because of it.
      if (!(await this.#work.flush())) return;
      await this.#send(this.comment === comment ? null : comment);
    } catch (fault) {
      await this.#failed(asProblem(fault));
    } finally {
      this.busy = false;
    }
  }

  async #send(comment: string | null): Promise<void> {
    const { id, retake_request: seen } = this.#work.review;
    const lease = this.#work.lease?.id ?? '';
    if (comment) {
      const body = { lease, comment };
      this.#note(await putRetakeRequest(this.#org, id, body, seen?.version ?? null));
    } else if (seen) {
      await deleteRetakeRequest(this.#org, id, lease, seen.version);
      this.#note(null);
    }
  }

  async #failed(problem: Problem): Promise<void> {
    this.problem = problem;
    // What stands there now is shown, and pressed again it is changed.
    if (problem.code === 'mark_changed') this.#note(problem.current as Review['retake_request']);
    else if (problem.code === 'lease_stale') await this.#work.renew();
  }

  #note(retake_request: Review['retake_request']): void {
    this.#work.review = { ...this.#work.review, retake_request };
  }
}
