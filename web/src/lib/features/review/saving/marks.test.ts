import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areSame,
  asAnother,
  asOfNow,
  inOrder,
  missingFrom,
  nextKind,
  reconcile,
  stateWithoutLease,
  newComment,
  withRivals,
  type Change,
  type CommentBody,
  type Marks,
} from './marks.ts';

const criteria = [{ id: 'tone' }, { id: 'limit' }];
const moment = { until_ms: null, criterion: null, recording: null };
const good = {
  ...moment,
  take: 'take',
  at_ms: 4000,
  kind: 'strength',
  text: 'Je laat hem uitpraten.',
} as const;
const better = {
  ...moment,
  take: 'take',
  at_ms: 9000,
  kind: 'say_instead',
  text: 'Ik help u zo.',
} as const;
const four = { level: 'four', note: '' };
const two = { level: 'two', note: '' };

const marks = (scores: Marks['scores'], comments: Marks['comments']): Marks => ({
  scores,
  comments,
});

test('a release needs every criterion, one strength and one thing to say instead', () => {
  const none = ['score_missing', 'strength_missing', 'say_instead_missing'];
  assert.deepEqual(missingFrom(marks({}, {}), criteria), none);
  const half = marks({ tone: four }, { a: good });
  assert.deepEqual(missingFrom(half, criteria), ['score_missing', 'say_instead_missing']);
  const whole = marks({ tone: four, limit: two }, { a: good, b: better });
  assert.deepEqual(missingFrom(whole, criteria), []);
  assert.deepEqual(missingFrom(marks({}, {}), criteria, { needsComments: false }), [
    'score_missing',
  ]);
});

test('a comment without words does not count', () => {
  const empty = marks({ tone: four, limit: two }, { a: { ...good, text: ' ' }, b: better });
  assert.deepEqual(missingFrom(empty, criteria), ['strength_missing']);
});

test('a new comment begins as what is missing', () => {
  assert.equal(nextKind(marks({}, {})), 'strength');
  assert.equal(nextKind(marks({}, { a: good })), 'say_instead');
  assert.equal(nextKind(marks({}, { a: good, b: better })), 'note');
});

test('comments stand in the order of the recording', () => {
  const ids = inOrder({ b: better, a: good }, [{ id: 'take' }]).map(({ id }) => id);
  assert.deepEqual(ids, ['a', 'b']);
});

test('comments on an earlier reply stand before those on a later one', () => {
  const later = { ...good, take: 'second', at_ms: 100 };
  const takes = [{ id: 'take' }, { id: 'second' }];
  const ids = inOrder({ c: later, b: better, a: good }, takes).map(({ id }) => id);
  assert.deepEqual(ids, ['a', 'b', 'c']);
});

test('what nobody else touched is sent again as it was', () => {
  const mine: Change = { about: 'comments', id: 'a', to: good, base: null };
  assert.deepEqual(reconcile([mine], marks({}, {})), { resend: [mine], conflicts: [] });
});

test('what has arrived after all is not sent again', () => {
  const mine: Change = { about: 'scores', id: 'tone', to: four, base: null };
  assert.deepEqual(reconcile([mine], marks({ tone: four }, {})), { resend: [], conflicts: [] });
});

test('what the server tidied has arrived too, and is no change by somebody else', () => {
  const typed = { ...good, text: ' Je laat hem uitpraten.\n' };
  const sent: Change = { about: 'comments', id: 'a', to: typed, base: null };
  assert.deepEqual(reconcile([sent], marks({}, { a: good })), { resend: [], conflicts: [] });
  const next: Change = { about: 'comments', id: 'a', to: better, base: typed };
  assert.deepEqual(reconcile([next], marks({}, { a: good })), { resend: [next], conflicts: [] });
});

test('what was changed elsewhere too waits for the coach, whatever the change was', () => {
  const score: Change = { about: 'scores', id: 'tone', to: four, base: null };
  const comment: Change = { about: 'comments', id: 'a', to: { ...good, text: 'Mijn' }, base: good };
  const removal: Change = { about: 'comments', id: 'b', to: null, base: good };
  const revived: Change = { about: 'comments', id: 'c', to: better, base: good };
  const hers = { ...good, text: 'Hun' };
  const changes = [score, comment, removal, revived];
  assert.deepEqual(reconcile(changes, marks({ tone: two }, { a: hers, b: hers })), {
    resend: [],
    conflicts: changes,
  });
});

test('marks are the same whatever order they came in', () => {
  const one = marks({ tone: four, limit: two }, { a: good, b: better });
  const other = marks({ limit: two, tone: four }, { b: better, a: good });
  assert.ok(areSame(one, other));
  assert.ok(!areSame(one, marks({ tone: two, limit: two }, { a: good, b: better })));
  assert.ok(!areSame(one, marks({ tone: four, limit: two }, { a: good })));
});

test('a comment on a stretch lies within its take, and on a moment where the stretch is none', () => {
  const take = { id: 'take', duration_ms: 5000 };
  const made = (at: number, until?: number) => {
    const { at_ms, until_ms } = newComment(marks({}, {}), take, at, until);
    return [at_ms, until_ms];
  };
  assert.deepEqual(made(1200.4, 9000), [1200, 5000]);
  assert.deepEqual(made(1200), [1200, null]);
  assert.deepEqual(made(6000, 9000), [5000, null]);
});

test('words that a device kept before comments named their take are not lost', () => {
  const body = { at_ms: 4000, kind: 'strength', text: 'Je laat hem uitpraten.' } as CommentBody;
  const written: Change = { about: 'comments', id: 'a', to: body, base: null };
  const removed: Change = { about: 'comments', id: 'b', to: null, base: body };
  const scored: Change = { about: 'scores', id: 'tone', to: four, base: null };
  assert.deepEqual(asOfNow([written, removed, scored], 'take'), [
    { ...written, to: good },
    { ...removed, base: good },
    scored,
  ]);
  const named: Change = { ...written, to: good };
  assert.deepEqual(asOfNow([named], 'other'), [named]);
});

test('a review that a colleague is on is not offered', () => {
  assert.equal(stateWithoutLease({ state: 'open', leased_by: 'other', hold: null }, []), 'taken');
  assert.equal(stateWithoutLease({ state: 'open', leased_by: null, hold: null }, []), 'none');
  assert.equal(
    stateWithoutLease({ state: 'released', leased_by: null, hold: null }, []),
    'released',
  );
});

test('of what two tabs left at one place, the second is for the coach to choose about', () => {
  const [one, other] = ['Kort.', 'Kort en rustig.'].map((note): Change => ({
    about: 'scores',
    id: 'tone',
    to: { level: 'four', note },
    base: four,
  })) as [Change, Change];
  const elsewhere: Change = { about: 'scores', id: 'limit', to: two, base: null };
  assert.deepEqual(withRivals([one, elsewhere, other]), {
    firsts: [one, elsewhere],
    rivals: [other],
  });
  assert.deepEqual(withRivals([one, { ...one }]), { firsts: [one], rivals: [] });
  const gone: Change = { about: 'comments', id: 'a', to: null, base: good };
  const edited: Change = { about: 'comments', id: 'a', to: better, base: good };
  assert.deepEqual(withRivals([edited, gone]), { firsts: [edited], rivals: [gone] });
});

test('a recording is words, and stays with the comment that has it', () => {
  const spoken = { ...good, text: '', recording: 'r' };
  assert.deepEqual(missingFrom(marks({}, { a: spoken, b: better }), []), []);
  const change: Change = { about: 'comments', id: 'a', to: spoken, base: good };
  const [same, other] = [asAnother(change, spoken), asAnother(change, good)];
  assert.deepEqual(same.to, { ...spoken, recording: null });
  assert.deepEqual(other.to, spoken);
  assert.ok(same.id !== 'a' && same.base === null);
});
