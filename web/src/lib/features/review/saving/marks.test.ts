import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  inOrder,
  missingFrom,
  nextKind,
  reconcile,
  stateWithoutLease,
  withTake,
  type Change,
  type CommentBody,
  type Marks,
} from './marks.ts';

const criteria = [{ id: 'tone' }, { id: 'limit' }];
const good = {
  take: 'take',
  at_ms: 4000,
  kind: 'strength',
  text: 'Je laat hem uitpraten.',
} as const;
const better = { take: 'take', at_ms: 9000, kind: 'say_instead', text: 'Ik help u zo.' } as const;
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
  const ids = inOrder({ b: better, a: good }).map(({ id }) => id);
  assert.deepEqual(ids, ['a', 'b']);
});

const newId = () => 'fresh';

test('what nobody else touched is sent again as it was', () => {
  const mine: Change = { about: 'comments', id: 'a', to: good, base: null };
  assert.deepEqual(reconcile([mine], marks({}, {}), newId), { resend: [mine], dropped: [] });
});

test('what has arrived after all is not sent again', () => {
  const mine: Change = { about: 'scores', id: 'tone', to: four, base: null };
  assert.deepEqual(reconcile([mine], marks({ tone: four }, {}), newId), {
    resend: [],
    dropped: [],
  });
});

test('my comment on something that another coach changed becomes a comment of its own', () => {
  const mine: Change = { about: 'comments', id: 'a', to: { ...good, text: 'Mijn' }, base: good };
  const theirs = marks({}, { a: { ...good, text: 'Hun' } });
  const { resend, dropped } = reconcile([mine], theirs, newId);
  assert.deepEqual(resend, [{ ...mine, id: 'fresh', base: null }]);
  assert.deepEqual(dropped, []);
});

test('another coach’s score and comment are never undone in silence', () => {
  const score: Change = { about: 'scores', id: 'tone', to: four, base: null };
  const removal: Change = { about: 'comments', id: 'a', to: null, base: good };
  const theirs = marks({ tone: two }, { a: { ...good, text: 'Hun' } });
  assert.deepEqual(reconcile([score, removal], theirs, newId), {
    resend: [],
    dropped: [score, removal],
  });
});

test('words that a device kept before comments named their take are not lost', () => {
  const body = { at_ms: 4000, kind: 'strength', text: 'Je laat hem uitpraten.' } as CommentBody;
  const written: Change = { about: 'comments', id: 'a', to: body, base: null };
  const removed: Change = { about: 'comments', id: 'b', to: null, base: body };
  const scored: Change = { about: 'scores', id: 'tone', to: four, base: null };
  assert.deepEqual(withTake([written, removed, scored], 'take'), [
    { ...written, to: good },
    { ...removed, base: good },
    scored,
  ]);
  const named: Change = { ...written, to: good };
  assert.deepEqual(withTake([named], 'other'), [named]);
});

test('a review that a colleague is on is not offered', () => {
  assert.equal(stateWithoutLease({ state: 'open', held_by: 'other' }, []), 'taken');
  assert.equal(stateWithoutLease({ state: 'open', held_by: null }, []), 'none');
  assert.equal(stateWithoutLease({ state: 'released', held_by: null }, []), 'released');
});
