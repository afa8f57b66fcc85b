import type { MissingCode, Review } from '#lib/kit/api/coaching.ts';
import { newId } from '#lib/kit/api/ids.ts';
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

/** What a coach says at one place. */
export type Mark = ScoreBody | CommentBody;

/** My unsaved change of something that was changed elsewhere; `theirs` is null where it is gone. */
export type Conflict = { mine: Change; theirs: Mark | null };

export const keyOf = ({ about, id }: Pick<Change, 'about' | 'id'>): string => `${about}/${id}`;

/**
 * Whose the review is: mine; nobody's as far as we know; no longer mine; a colleague's; finished and
 * not sent; fixed.
 */
export type LeaseState = 'mine' | 'none' | 'lost' | 'taken' | 'gone' | 'held' | 'released';

/** Whose a review is that is not mine. */
export function stateWithoutLease(
  { state, leased_by, hold }: Pick<Review, 'state' | 'leased_by' | 'hold'>,
  unsaved: Change[],
): LeaseState {
  if (state === 'released') return unsaved.length ? 'gone' : 'released';
  if (hold) return 'held';
  return leased_by === 'other' ? 'taken' : 'none';
}

/** Whose a review is that can't be taken, by why; null for any other reason. */
export function stateRefused(code: string): LeaseState | null {
  if (code === 'lease_taken') return 'taken';
  if (code === 'held') return 'held';
  return code === 'already_released' ? 'gone' : null;
}

/** Whether a review is as it is known here: its marks, and what it asks another take for. */
export function isSeen(now: Review, marks: Marks, { retake_request }: Review): boolean {
  const asksSame = now.retake_request?.comment === retake_request?.comment;
  return asksSame && areSame(marksOf(now), marks);
}

/** The marks that the server has. */
export function marksOf({ scores, comments }: Pick<Review, 'scores' | 'comments'>): Marks {
  return {
    scores: Object.fromEntries(
      scores.map(({ criterion, level, note }) => [criterion, { level, note }]),
    ),
    comments: Object.fromEntries(
      comments.map(({ id, take, at_ms, until_ms, criterion, kind, text, recording }) => [
        id,
        { take, at_ms, until_ms, criterion, kind, text, recording },
      ]),
    ),
  };
}

/** What a comment may lack. */
const NOT_SAID = { until_ms: null, criterion: null, recording: null };

/**
 * Unsaved changes as they are kept now. A device may still keep comments of before they named
 * their take, when there was one take to speak of, or of before there were stretches or recordings.
 */
export function asOfNow(changes: Change[], take: string): Change[] {
  const named = (body: CommentBody | null) =>
    body && { ...NOT_SAID, ...body, take: body.take || take };
  return changes.map((change) =>
    change.about === 'comments'
      ? { ...change, to: named(change.to), base: named(change.base) }
      : change,
  );
}

/** Puts a change into marks, in place. */
export function applyChange(marks: Marks, change: Change): void {
  setMark(marks, change, change.to);
}

/** Puts a mark where `at` says, in place; null takes away what stands there. */
export function setMark(
  marks: Marks,
  { about, id }: Pick<Change, 'about' | 'id'>,
  mark: Mark | null,
): void {
  const others = Object.entries(marks[about]).filter(([other]) => other !== id);
  if (mark) (marks[about] as Record<string, Mark>)[id] = mark;
  else if (about === 'scores') marks.scores = Object.fromEntries(others) as Marks['scores'];
  else marks.comments = Object.fromEntries(others) as Marks['comments'];
}

/**
 * Comments in the order of the conversation, whose takes are given; those at the same moment in the
 * order they were made.
 */
export function inOrder(comments: Marks['comments'], takes: readonly { id: string }[]): Comment[] {
  const place = ({ take }: CommentBody) => takes.findIndex(({ id }) => id === take);
  return Object.entries(comments)
    .map(([id, body]) => ({ id, ...body }))
    .sort(
      (one, other) =>
        place(one) - place(other) || one.at_ms - other.at_ms || one.id.localeCompare(other.id),
    );
}

/** Whether a comment has words, typed or recorded. */
export const says = ({ text, recording }: CommentBody): boolean =>
  recording !== null || text.trim() !== '';

const written = (marks: Marks, kind: CommentKind) =>
  Object.values(marks.comments).some((found) => found.kind === kind && says(found));

/**
 * A comment of its own, beside what stands at its place: a recording that both name stays there.
 */
export function asAnother(change: Change, there: Mark | null): Change {
  if (change.about === 'scores' || !change.to) return change;
  const isShared = there && 'text' in there && there.recording === change.to.recording;
  const to = isShared ? { ...change.to, recording: null } : change.to;
  return { ...change, to, id: newId(), base: null };
}

/** The recordings that comments have. */
export const recordingsIn = ({ comments }: Marks): string[] =>
  Object.values(comments).flatMap(({ recording }) => recording ?? []);

/** What stands between the marks and a release, by the server's own rules. */
export function missingFrom(
  marks: Marks,
  criteria: { id: string }[],
  { needsComments = true, explained = [] }: { needsComments?: boolean; explained?: string[] } = {},
): MissingCode[] {
  const codes: [MissingCode, boolean][] = [
    ['score_missing', criteria.some(({ id }) => !marks.scores[id])],
    ['strength_missing', needsComments && !written(marks, 'strength')],
    ['say_instead_missing', needsComments && !written(marks, 'say_instead')],
    ['reason_missing', explained.some((id) => !marks.scores[id]?.note.trim())],
  ];
  return codes.filter(([, isMissing]) => isMissing).map(([code]) => code);
}

/** What a new comment most likely is: first what is still missing, the good before the better. */
export function nextKind(marks: Marks): CommentKind {
  const kinds = Object.values(marks.comments).map(({ kind }) => kind);
  if (!kinds.includes('strength')) return 'strength';
  return kinds.includes('say_instead') ? 'note' : 'say_instead';
}

/** A comment without words yet, at a moment within the take, or on the stretch from there. */
export function newComment(
  marks: Marks,
  take: { id: string; duration_ms: number },
  at_ms: number,
  until_ms: number | null = null,
): CommentBody {
  const within = (ms: number) => Math.max(0, Math.round(Math.min(ms, take.duration_ms)));
  const at = within(at_ms);
  const until = until_ms === null ? null : within(until_ms);
  const stretch = { at_ms: at, until_ms: until !== null && until > at ? until : null };
  return { ...NOT_SAID, take: take.id, ...stretch, kind: nextKind(marks), text: '' };
}

/** As the server keeps a text: composed, nothing around it. */
const tidy = (value: unknown) =>
  typeof value === 'string' ? value.normalize('NFC').trim() : value;

const asKept = (mark: object | null): string =>
  JSON.stringify(
    mark &&
      Object.entries(mark)
        .map(([name, value]) => [name, tidy(value)])
        .sort(),
  );

/** Whether two marks say the same. */
export const isSame = (one: Mark | null, other: Mark | null): boolean =>
  asKept(one) === asKept(other);

/** Whether all marks are the same. */
export function areSame(one: Marks, other: Marks): boolean {
  const said = ({ scores, comments }: Marks) =>
    JSON.stringify([scores, comments].map((marks) => Object.entries(marks).map(withKept).sort()));
  return said(one) === said(other);
}

const withKept = ([id, mark]: [string, Mark]): string => `${id} ${asKept(mark)}`;

/**
 * Parts changes that several tabs left: the first of each place, and `rivals` that say something
 * else there. The coach chooses between the two.
 */
export function withRivals(changes: readonly Change[]): { firsts: Change[]; rivals: Change[] } {
  const [firsts, rivals]: [Change[], Change[]] = [[], []];
  for (const change of changes) {
    const first = firsts.find((found) => keyOf(found) === keyOf(change));
    if (!first) firsts.push(change);
    else if (!isSame(first.to, change.to)) rivals.push(change);
  }
  return { firsts, rivals };
}

/** What stands at the place that a change is about. */
export const markAt = (marks: Marks, { about, id }: Pick<Change, 'about' | 'id'>): Mark | null =>
  marks[about][id] ?? null;

/**
 * What becomes of unsaved changes once the server's marks are known again: those about something
 * that nobody touched in between go out as they are. Where something else stands there by now, the
 * coach chooses.
 */
export function reconcile(changes: Change[], theirs: Marks) {
  const resend: Change[] = [];
  const conflicts: Change[] = [];
  for (const change of changes) {
    const now = markAt(theirs, change);
    if (isSame(now, change.to)) continue;
    (isSame(now, change.base) ? resend : conflicts).push(change);
  }
  return { resend, conflicts };
}
