import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsToLookAt } from './parts.ts';

const scene = (id: string, kind: string, has_video = kind === 'watch') => ({ id, kind, has_video });

test('a single reply has the customer before it', () => {
  const scenes = [scene('w', 'watch'), scene('r', 'respond')];
  assert.deepEqual(partsToLookAt({ scenes, takes: [{ id: 't', scene: 'r' }] }), [
    { id: 'w', kind: 'clip', number: 1 },
    { id: 't', kind: 'take', number: 1 },
  ]);
});

test('what has neither a clip nor a recording left is passed over', () => {
  const scenes = [scene('w', 'watch', false), scene('r', 'respond'), scene('s', 'respond')];
  assert.deepEqual(partsToLookAt({ scenes, takes: [{ id: 't', scene: 's' }] }), [
    { id: 't', kind: 'take', number: 1 },
  ]);
});
