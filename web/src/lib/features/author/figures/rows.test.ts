import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Statistics } from '#lib/kit/api/statistics.ts';
import { linesOf, percent, total, type Names } from './rows.ts';

const names: Names = {
  people: 'People',
  started: 'Started',
  finished: 'Finished',
  quarter: 'Quarter',
  half: 'Half',
  threeQuarters: 'Three quarters',
  minutes: 'Minutes',
  overview: 'In short',
  left: 'Left at',
  scene: (id) => `Scene ${id}`,
  option: (scene, option) => `${scene}/${option}`,
};

const statistics: Statistics = {
  version: 'v1',
  practice: {
    people: 6,
    started: 8,
    finished: 5,
    left: [{ scene: 'a', attempts: 2 }],
    minutes: { quarter: 2.5, half: 3, three_quarters: 4.5 },
    choices: [
      { scene: 'b', options: [{ option: 'x', answers: 5 }] },
      { scene: 'c', options: null },
    ],
  },
  criteria: [
    {
      criterion: 'k',
      name: 'Listens',
      levels: [{ value: 1, name: 'Cuts off', scores: 5 }],
      separates: false,
    },
    { criterion: 'l', name: 'Offers', levels: null, separates: null },
  ],
};

test('a file has each figure once, and nothing of what too few people did', () => {
  assert.deepEqual(
    linesOf(statistics, names).map(({ part, entry, value }) => `${part} | ${entry} | ${value}`),
    [
      'In short | People | 6',
      'In short | Started | 8',
      'In short | Finished | 5',
      'Minutes | Quarter | 2.5',
      'Minutes | Half | 3',
      'Minutes | Three quarters | 4.5',
      'Left at | Scene a | 2',
      'Scene b | b/x | 5',
      'Listens | Cuts off | 5',
    ],
  );
});

test('too few people leave an empty file', () => {
  assert.deepEqual(linesOf({ ...statistics, practice: null, criteria: [] }, names), []);
});

test('a share is a whole percentage, and 0 of nothing', () => {
  assert.equal(percent(1, 3), 33);
  assert.equal(percent(2, 3), 67);
  assert.equal(percent(0, 0), 0);
  assert.equal(
    total([
      { id: 'a', label: 'A', count: 2 },
      { id: 'b', label: 'B', count: 3 },
    ]),
    5,
  );
});
