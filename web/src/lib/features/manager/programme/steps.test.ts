import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, filled, isSame, moved, newExercise, newTheory, sayTexts } from './steps.ts';

const [one, two, three] = [newExercise('a'), newTheory(), newExercise('c')];

test('a step moves to another place, and nowhere beyond the list', () => {
  assert.deepEqual(moved([one, two, three], 0, 2), [two, three, one]);
  assert.deepEqual(moved([one, two, three], 2, 0), [three, one, two]);
  for (const to of [-1, 3]) assert.deepEqual(moved([one, two, three], 1, to), [one, two, three]);
});

test('a change touches one step', () => {
  const after = changed([one, two], two.id, { minutes: 3 });
  assert.equal(after[0], one);
  assert.equal(after[1]?.minutes, 3);
});

test('an empty text counts as none', () => {
  assert.deepEqual(filled({ nl: 'Ja', en: ' ' }), { nl: 'Ja' });
  assert.ok(isSame([two], [{ ...two, title: { nl: '' } }]));
  assert.ok(!isSame([one, two], [two, one]));
  assert.equal(sayTexts({ nl: 'Ja' }, 'en'), 'Ja');
});
