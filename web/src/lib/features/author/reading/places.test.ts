import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDraft, sceneOf } from '#lib/features/author/editor/document/draft.ts';
import { attrOf, placeOf } from './places.ts';

const [opening, reply] = [sceneOf('watch', 'opening'), sceneOf('respond', 'reply')];
const draft = { ...emptyDraft('scenario'), scenes: [opening, reply] };

test('a remark names a scene by its key, and stays with it when scenes move', () => {
  const place = placeOf('scenes.1.prompt', draft);
  assert.equal(place, 'scenes.reply.prompt');
  const moved = { ...draft, scenes: [reply, opening] };
  assert.equal(attrOf(place, moved), 'scenes.0.prompt');
});

test('a place on the card is the same in both', () => {
  assert.equal(placeOf('title', draft), 'title');
  assert.equal(attrOf('title', draft), 'title');
});

test('a remark about a scene that is gone has no place any more', () => {
  assert.equal(attrOf('scenes.reply.prompt', { ...draft, scenes: [opening] }), null);
});
