import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptWords } from './keptWords.ts';

const device = (...names: string[]) => ({
  length: names.length,
  key: (at: number) => names[at] ?? null,
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
