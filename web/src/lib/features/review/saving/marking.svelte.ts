import type { Review } from '#lib/kit/api/coaching.ts';
import { sending } from '#lib/features/review/spoken/sending.svelte.ts';
import { newId } from '#lib/kit/api/ids.ts';
import {
  applyChange,
  missingFrom,
  newComment,
  recordingsIn,
  says,
  type Change,
  type CommentBody,
  type Mark,
  type Marks,
  type ScoreBody,
} from './marks.ts';

/** The marks on the screen and what a coach does to them. Saving them is for whoever extends it. */
export abstract class Marking {
  review = $state.raw() as Review;
  marks = $state<Marks>({ scores: {}, comments: {} });
  /** A regrade, and a decision about a dispute, stand beside feedback that has comments already. */
  readonly isRegrade = $derived(this.review.purpose !== 'first');
  /** The criteria of which a note has to say why. */
  readonly explained = $derived.by(() => {
    if (this.review.adjudication) return this.review.rubric.criteria.map(({ id }) => id);
    return this.review.dispute ? [this.review.dispute.criterion] : [];
  });
  readonly missing = $derived.by(() => [
    ...missingFrom(this.marks, this.review.rubric.criteria, {
      needsComments: !this.isRegrade,
      explained: this.explained,
    }),
    ...sending.missing(recordingsIn(this.marks)),
  ]);

  constructor(review: Review) {
    this.review = review;
  }

  /** Takes a change in to be saved, after a pause in the typing or at once with `now`. */
  protected abstract save(change: Change, now: boolean): void;

  /** What the server has there. */
  protected abstract keptMark(at: Pick<Change, 'about' | 'id'>): Mark | null;

  protected abstract isUnsaved(id: string): boolean;

  score(criterion: string, level: string, note?: string): void {
    const to = { level, note: note ?? this.marks.scores[criterion]?.note ?? '' };
    const base = this.keptMark({ about: 'scores', id: criterion }) as ScoreBody | null;
    this.put({ about: 'scores', id: criterion, to, base }, note === undefined);
  }

  /** A comment on this part of a take, still without words; it goes out once it has some. */
  addComment(
    take: { id: string; duration_ms: number },
    { at_ms, until_ms }: Pick<CommentBody, 'at_ms' | 'until_ms'>,
  ): string {
    const id = newId();
    this.marks.comments[id] = newComment(this.marks, take, at_ms, until_ms);
    return id;
  }

  changeComment(id: string, part: Partial<CommentBody>): void {
    const before = this.marks.comments[id];
    if (!before) return;
    const to = { ...before, ...part };
    this.marks.comments[id] = to;
    const base = this.#keptComment(id);
    // Without words it is no comment, but it stays open on the screen.
    if (says(to)) this.save({ about: 'comments', id, to, base }, false);
    else if (base !== null || this.isUnsaved(id))
      this.save({ about: 'comments', id, to: null, base }, false);
  }

  /** Takes a comment away and gives it back, for who wants it again. */
  removeComment(id: string): CommentBody | null {
    const before = this.marks.comments[id];
    if (!before) return null;
    this.put({ about: 'comments', id, to: null, base: this.#keptComment(id) }, true);
    return says(before) ? { ...before } : null;
  }

  restoreComment(id: string, body: CommentBody): void {
    this.put({ about: 'comments', id, to: body, base: this.#keptComment(id) }, true);
  }

  protected put(change: Change, now: boolean): void {
    applyChange(this.marks, change);
    this.save(change, now);
  }

  #keptComment(id: string): CommentBody | null {
    return this.keptMark({ about: 'comments', id }) as CommentBody | null;
  }
}
