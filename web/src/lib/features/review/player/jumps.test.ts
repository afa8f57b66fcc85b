import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comment } from '#lib/kit/api/types.ts';
import { neighbourOf } from './jumps.ts';

const comments = [
  { id: 'a', take: 'first', at_ms: 1000 },
  { id: 'b', take: 'first', at_ms: 5000 },
  { id: 'c', take: 'second', at_ms: 200 },
] as Comment[];
const jump = (current: string | null, at: number, by: 1 | -1, take = 'first') =>
  neighbourOf(comments, current, { take, at }, by)?.id;

test('one goes from comment to comment, also into the next reply, and stops at both ends', () => {
  assert.equal(jump('a', 0, 1), 'b');
  assert.equal(jump('b', 0, 1), 'c');
  assert.equal(jump('c', 0, 1), undefined);
  assert.equal(jump('a', 9000, -1), undefined);
});

test('without a current comment one goes on from where the recording plays', () => {
  assert.equal(jump(null, 3000, 1), 'b');
  assert.equal(jump(null, 3000, -1), 'a');
  assert.equal(jump('gone', 6000, 1), undefined);
  assert.equal(jump(null, 0, 1, 'second'), 'c');
});
