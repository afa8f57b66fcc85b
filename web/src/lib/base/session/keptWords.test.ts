import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptWords } from './keptWords.ts';

const device = (...names: string[]) => ({
  length: names.length,
  key: (at: number) => names[at] ?? null,
  getItem: () => '',
});

test("every kind of text that waits for its maker is counted, and nobody else's", () => {
  const found = device(
    'kalm.review.carla.r1',
    'kalm.typed.carla.v1.nl',
    'kalm.draft.carla.haven.v1.page',
    'kalm.remark.carla.v1.title',
    'kalm.draft.carlotta.haven.v1.page',
    'kalm.me',
  );
  assert.equal(keptWords('carla', found), 4);
  assert.equal(keptWords('carlotta', found), 1);
  assert.equal(keptWords('chris', found), 0);
});

test('of an exercise under way only a text of one’s own counts as typed', () => {
  const noted = (notes: string) => ({
    ...device('kalm.attempt.carla.a1', 'kalm.attempt-notes.carla.a1'),
    getItem: () => notes,
  });
  assert.equal(keptWords('carla', noted('{"path":["s1"],"autocues":{"s2":"Dag"}}')), 1);
  assert.equal(keptWords('carla', noted('{"path":["s1"],"autocues":{}}')), 0);
  assert.equal(keptWords('carla', noted('{half')), 0);
});
