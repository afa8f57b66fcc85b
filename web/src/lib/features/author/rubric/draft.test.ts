import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addCriterion,
  addLevel,
  columnsOf,
  extendCriterion,
  fromServer,
  isSame,
  moveCriterion,
  moveLevel,
  newCriterion,
  removeLevel,
  toServer,
  writeLevel,
  type RubricDraft,
} from './draft.ts';
import { gapsOf, warningsOf } from './gaps.ts';

let count = 0;
const key = () => `k${(count += 1)}`;

const level = (text: string) => ({ name: { nl: text }, description: { nl: `${text}!` } });
const criterion = (name: string, ...levels: string[]) => ({
  key: name,
  technique: 'thanking',
  weight: 1,
  name: { nl: name },
  description: { nl: `${name}?` },
  levels: levels.map(level),
});
const draft = (...criteria: RubricDraft['criteria']): RubricDraft => ({ rubric: 'r', criteria });
const names = ({ criteria }: RubricDraft) =>
  criteria.map(({ levels }) => levels.map(({ name }) => name.nl ?? ''));

test('a document goes to the page and back unchanged', () => {
  const sent = toServer(draft(criterion('a', 'x', 'y')));
  assert.deepEqual(toServer(fromServer(sent as never, key)), sent);
});

test('numbers of levels with a hole between them close up', () => {
  const sent = toServer(draft(criterion('a', 'x', 'y')));
  const [first] = sent.criteria;
  for (const [at, one] of (first?.levels ?? []).entries()) one.value = at * 2 + 1;
  const again = toServer(fromServer(sent as never, key));
  assert.deepEqual(
    again.criteria[0]?.levels.map(({ value }) => value),
    [1, 2],
  );
});

test('an emptied text is not sent, and counts as the same as none', () => {
  const written = draft(criterion('a', 'x', 'y'));
  const emptied = writeLevel(written, 'a', 0, 'name', 'en', ' ');
  assert.equal(isSame(written, emptied), true);
  assert.equal(isSame(written, writeLevel(written, 'a', 0, 'name', 'en', 'x')), false);
});

test('the order in which languages were written makes no difference', () => {
  const one = draft({ ...criterion('a', 'x', 'y'), name: { nl: 'n', en: 'e' } });
  const other = draft({ ...criterion('a', 'x', 'y'), name: { en: 'e', nl: 'n' } });
  assert.equal(isSame(one, other), true);
});

test('a new criterion has levels called as those of the last one, without their descriptions', () => {
  const made = newCriterion(draft(criterion('a', 'x', 'y')), 'b', 'thanking');
  assert.deepEqual(made.levels, [
    { name: { nl: 'x' }, description: {} },
    { name: { nl: 'y' }, description: {} },
  ]);
  assert.equal(newCriterion(draft(), 'b', 'thanking').levels.length, 3);
});

test('a level is added on top where a criterion has all the others', () => {
  const more = addLevel(draft(criterion('a', 'x', 'y'), criterion('b', 'x')));
  assert.deepEqual(names(more), [['x', 'y', ''], ['x']]);
  assert.deepEqual(names(extendCriterion(more, 'b'))[1], ['x', '']);
});

test('there are never more than nine levels', () => {
  let one = draft(criterion('a', 'x'));
  for (let at = 0; at < 12; at += 1) one = addLevel(one);
  assert.equal(columnsOf(one), 9);
  assert.equal(columnsOf(extendCriterion(one, 'a')), 9);
});

test('levels move and go in every criterion that has them', () => {
  const two = draft(criterion('a', 'x', 'y', 'z'), criterion('b', 'p', 'q'));
  assert.deepEqual(names(moveLevel(two, 2, -1)), [
    ['x', 'z', 'y'],
    ['p', 'q'],
  ]);
  assert.deepEqual(names(removeLevel(two, 2)), [
    ['x', 'y'],
    ['p', 'q'],
  ]);
});

test('a criterion moves one place, and not past the ends', () => {
  const two = draft(criterion('a', 'x'), criterion('b', 'x'));
  const order = (one: RubricDraft) => one.criteria.map((each) => each.key);
  assert.deepEqual(order(moveCriterion(two, 'a', 1)), ['b', 'a']);
  assert.deepEqual(order(moveCriterion(two, 'a', -1)), ['a', 'b']);
  assert.deepEqual(order(moveCriterion(two, 'b', 1)), ['a', 'b']);
});

test('a gap names the place of what is missing', () => {
  assert.deepEqual(gapsOf(draft(), 'nl'), [{ code: 'criterion_missing' }]);
  assert.deepEqual(gapsOf(draft(criterion('a', 'x')), 'nl'), [
    { code: 'levels_count', criterion: 0 },
  ]);
  const half = writeLevel(draft(criterion('a', 'x', 'y')), 'a', 1, 'description', 'nl', '  ');
  assert.deepEqual(gapsOf(half, 'en'), [
    { code: 'text_missing', criterion: 0, level: 1, part: 'description', language: 'en' },
  ]);
});

test('a text in one language is a warning that names the other', () => {
  const one = addCriterion(draft(), { ...criterion('a'), name: { nl: 'n', en: 'e' } });
  assert.deepEqual(warningsOf(one), [
    { code: 'language_missing', criterion: 0, part: 'description', language: 'en' },
  ]);
});
