import {
  deleteComment,
  putComment,
  putScore,
  type Review,
  type SavedComment,
  type Score,
} from '#lib/kit/api/coaching.ts';
import { sending } from '#lib/features/review/spoken/sending.svelte.ts';
import { asProblem } from './saving.ts';
import {
  isSame,
  keyOf,
  markAt,
  marksOf,
  setMark,
  type Change,
  type Conflict,
  type Mark,
} from './marks.ts';

type Saved = Score | SavedComment;

/** The marks that the server has as far as this page knows, with their versions. */
export class ServerMarks {
  readonly marks;
  #versions = new Map<string, string>();
  /** What was sent without an answer: the server may have saved it. */
  #unanswered = new Map<string, (Mark | null)[]>();
  #org: string;
  #review: string;

  constructor(org: string, review: Review) {
    this.#org = org;
    this.#review = review.id;
    this.marks = marksOf(review);
    for (const { criterion: id, version } of review.scores)
      this.#versions.set(keyOf({ about: 'scores', id }), version);
    for (const { id, version } of review.comments)
      this.#versions.set(keyOf({ about: 'comments', id }), version);
  }

  /**
   * Sends a change of what is known here, and gives what the server keeps of it. Where something
   * else stands there by now, that is known afterwards, and `mark_changed` is thrown; what this page
   * sent itself, and got no answer to, is nothing else.
   */
  async send(lease: string, change: Change): Promise<Mark | null> {
    const key = keyOf(change);
    const sent = this.#unanswered.get(key) ?? [];
    try {
      const mark = this.#note(change, await this.#put(lease, change));
      this.#unanswered.delete(key);
      return mark;
    } catch (fault) {
      const { code, current, isPassing } = asProblem(fault);
      if (isPassing) this.#unanswered.set(key, [...sent, change.to]);
      if (code !== 'mark_changed') throw fault;
      this.#unanswered.delete(key);
      const now = this.#note(change, current as Saved | null);
      if (sent.some((mark) => isSame(mark, now))) return this.send(lease, change);
      throw fault;
    }
  }

  /** These changes, each beside what the server has there. */
  against(changes: Change[]): Conflict[] {
    return changes.map((mine) => ({ mine, theirs: markAt(this.marks, mine) }));
  }

  async #put(lease: string, change: Change): Promise<Saved | null> {
    const [org, review, seen] = [
      this.#org,
      this.#review,
      this.#versions.get(keyOf(change)) ?? null,
    ];
    if (change.about === 'scores')
      return putScore(org, review, change.id, { lease, ...change.to }, seen);
    if (change.to?.recording) await sending.announce(change.to.recording);
    if (change.to) return putComment(org, review, change.id, { lease, ...change.to }, seen);
    await deleteComment(org, review, change.id, lease, seen);
    return null;
  }

  #note(change: Change, found: Saved | null): Mark | null {
    const marks = marksOf({
      scores: found && 'level' in found ? [found] : [],
      comments: found && 'text' in found ? [found] : [],
    });
    const mark = markAt(marks, change);
    setMark(this.marks, change, mark);
    if (found) this.#versions.set(keyOf(change), found.version);
    else this.#versions.delete(keyOf(change));
    return mark;
  }
}
