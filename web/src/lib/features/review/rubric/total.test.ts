import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totalOf } from './total.ts';

const levels = (name: string) =>
  [1, 2, 3].map((value) => ({ id: `${name}${value}`, value, name: '', description: '' }));
const criteria = [
  { id: 'tone', weight: 1, levels: levels('t') },
  { id: 'limit', weight: 2, levels: levels('l') },
];

test('a total counts each criterion as often as it weighs, and what has no level as nothing', () => {
  const both = { tone: { level: 't2' }, limit: { level: 'l3' } };
  assert.deepEqual(totalOf(criteria, both), { points: 8, most: 9 });
  assert.deepEqual(totalOf(criteria, { limit: { level: 'l1' } }), { points: 2, most: 9 });
  assert.deepEqual(totalOf(criteria, {}), { points: 0, most: 9 });
});
