import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partAfter, partsOf, replyAt } from './parts.ts';

const scene = (id: string, kind: string, has_video = false) => ({ id, kind, has_video });
const conversation = {
  path: ['w1', 'r1', 'q', 'w2', 'r2', 'w3'],
  scenes: [
    scene('w1', 'watch', true),
    scene('r1', 'respond'),
    scene('q', 'choose'),
    scene('elsewhere', 'watch', true),
    scene('w2', 'watch', true),
    scene('r2', 'respond'),
    scene('w3', 'watch', true),
  ],
  takes: [
    { id: 't2', scene: 'r2' },
    { id: 't1', scene: 'r1' },
  ],
};
const said = (parts: ReturnType<typeof partsOf>) =>
  parts.map(({ id, number }) => `${id}/${number}`).join(' ');

test('a conversation plays as it went, without what was not met', () => {
  assert.equal(said(partsOf(conversation)), 'w1/1 t1/1 w2/2 t2/2 w3/3');
});

test('one reply stands alone', () => {
  const takes = [{ id: 't1', scene: 'r1' }];
  assert.equal(said(partsOf({ ...conversation, takes })), 't1/1');
});

test('replies stay in their order where the path is not known', () => {
  const takes = conversation.takes.toReversed();
  assert.equal(said(partsOf({ path: [], scenes: [], takes })), 't1/1 t2/2');
});

test('each part leads to the next, and to a reply', () => {
  const parts = partsOf(conversation);
  assert.equal(partAfter(parts, parts[1])?.id, 'w2');
  assert.equal(partAfter(parts, parts[4]), undefined);
  assert.equal(replyAt(parts, parts[0])?.id, 't1');
  assert.equal(replyAt(parts, parts[3])?.id, 't2');
  assert.equal(replyAt(parts, parts[4])?.id, 't2');
});
