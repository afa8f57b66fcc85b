import type { MissingCode, Review } from '#lib/kit/api/coaching.ts';
import type { Comment, CommentKind } from '#lib/kit/api/types.ts';

export type ScoreBody = { level: string; note: string };
export type CommentBody = Omit<Comment, 'id'>;

/** A coach's marks by the id they are about. */
export type Marks = { scores: Record<string, ScoreBody>; comments: Record<string, CommentBody> };

/**
 * One wish to change the marks; `to` is null when a comment goes away. `base` is what the server
 * had when this wish began, so that a change by someone else in between is noticed.
 */
export type Change =
  | { about: 'scores'; id: string; to: ScoreBody; base: ScoreBody | null }
  | { about: 'comments'; id: string; to: CommentBody | null; base: CommentBody | null };

export const keyOf = ({ about, id }: Pick<Change, 'about' | 'id'>): string => `${about}/${id}`;

/** Whose the review is: mine; nobody's as far as we know; no longer mine; a colleague's; fixed. */
export type LeaseState = 'mine' | 'none' | 'lost' | 'taken' | 'gone' | 'released';

/** Whose a review is that is not mine. */
export function stateWithoutLease(
  { state, held_by }: Pick<Review, 'state' | 'held_by'>,
  unsaved: Change[],
): LeaseState {
  if (state === 'released') return unsaved.length ? 'gone' : 'released';
  return held_by === 'other' ? 'taken' : 'none';
}

/** The marks that the server has. */
export function marksOf({ scores, comments }: Pick<Review, 'scores' | 'comments'>): Marks {
  return {
    scores: Object.fromEntries(
      scores.map(({ criterion, level, note }) => [criterion, { level, note }]),
    ),
    comments: Object.fromEntries(
      comments.map(({ id, take, at_ms, kind, text }) => [id, { take, at_ms, kind, text }]),
    ),
  };
}

/**
 * Unsaved changes as they are kept now. A device may still keep comments of before they named
 * their take, when there was one take to speak of.
 */
export function withTake(changes: Change[], take: string): Change[] {
  const named = (body: CommentBody | null) => body && { ...body, take: body.take || take };
  return changes.map((change) =>
    change.about === 'comments'
      ? { ...change, to: named(change.to), base: named(change.base) }
      : change,
  );
}

/** Puts a change into marks, in place. */
export function applyChange(marks: Marks, change: Change): void {
  if (change.about === 'scores') marks.scores[change.id] = change.to;
  else if (change.to) marks.comments[change.id] = change.to;
  else {
    const others = Object.entries(marks.comments).filter(([id]) => id !== change.id);
    marks.comments = Object.fromEntries(others);
  }
}

/** Comments in the order of the recording; those at the same moment in the order they were made. */
export function inOrder(comments: Marks['comments']): Comment[] {
  return Object.entries(comments)
    .map(([id, body]) => ({ id, ...body }))
    .sort((one, other) => one.at_ms - other.at_ms || one.id.localeCompare(other.id));
}

const written = (marks: Marks, kind: CommentKind) =>
  Object.values(marks.comments).some((found) => found.kind === kind && found.text.trim());

/** What stands between the marks and a release, by the server's own rules. */
export function missingFrom(marks: Marks, criteria: { id: string }[]): MissingCode[] {
  const codes: [MissingCode, boolean][] = [
    ['score_missing', criteria.some(({ id }) => !marks.scores[id])],
    ['strength_missing', !written(marks, 'strength')],
    ['say_instead_missing', !written(marks, 'say_instead')],
  ];
  return codes.filter(([, isMissing]) => isMissing).map(([code]) => code);
}

/** What a new comment most likely is: first what is still missing, the good before the better. */
export function nextKind(marks: Marks): CommentKind {
  const kinds = Object.values(marks.comments).map(({ kind }) => kind);
  if (!kinds.includes('strength')) return 'strength';
  return kinds.includes('say_instead') ? 'note' : 'say_instead';
}

/** A comment without words yet, at a moment within the take. */
export function newComment(
  marks: Marks,
  take: { id: string; duration_ms: number },
  at_ms: number,
): CommentBody {
  const at = Math.max(0, Math.round(Math.min(at_ms, take.duration_ms)));
  return { take: take.id, at_ms: at, kind: nextKind(marks), text: '' };
}

const same = (one: object | null, other: object | null): boolean =>
  JSON.stringify(one && Object.entries(one).sort()) ===
  JSON.stringify(other && Object.entries(other).sort());

/**
 * What becomes of unsaved changes once the server's marks are known again: those about something
 * that nobody touched in between go out as they are. Where another coach changed the same thing,
 * theirs stays: my comment becomes one of its own, and a score or a removal of mine is `dropped`.
 */
export function reconcile(changes: Change[], theirs: Marks, newId: () => string) {
  const resend: Change[] = [];
  const dropped: Change[] = [];
  for (const change of changes) {
    const now = theirs[change.about][change.id] ?? null;
    if (same(now, change.to)) continue;
    if (same(now, change.base)) resend.push(change);
    else if (change.about === 'comments' && change.to) {
      resend.push({ ...change, id: newId(), base: null });
    } else dropped.push(change);
  }
  return { resend, dropped };
}
