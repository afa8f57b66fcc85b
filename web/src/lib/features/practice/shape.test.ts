import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt } from '#lib/kit/api/types.ts';
import { asPlayed } from './shape.ts';
import { walk } from './walk.ts';

/** An attempt as a device kept it before exercises had branches. */
const old = {
  id: '1',
  state: 'open',
  takes: [],
  answers: [
    { scene: 'q', option: 'a', is_right: false, right_option: 'b', explanation: 'Because.' },
  ],
  exercise: {
    title: 'Three times',
    scenes: [
      { id: 'r', order: 3, kind: 'respond', prompt: '', options: [], max_take_ms: 60_000 },
      { id: 'w', order: 1, kind: 'watch', prompt: 'Look', options: [], has_video: true },
      { id: 'q', order: 2, kind: 'choose', options: [{ id: 'a' }, { id: 'b' }] },
    ],
  },
} as unknown as Attempt;

test('an attempt that was kept before there were branches is played in order', () => {
  const { exercise, answers } = asPlayed(old);
  const { path, complete } = walk(exercise.scenes, answers);
  assert.deepEqual(
    path.map(({ id }) => id),
    ['w', 'q', 'r'],
  );
  assert.equal(complete, true);
  assert.equal(path[2]?.medium, 'video');
  assert.equal(path[2]?.max_take_ms, 60_000);
  assert.deepEqual(exercise.criteria, []);
});

test('its answers keep their explanation', () => {
  assert.deepEqual(asPlayed(old).answers, [
    {
      scene: 'q',
      options: ['a'],
      is_right: false,
      right_options: ['b'],
      explanations: [{ option: 'a', text: 'Because.' }],
    },
  ]);
});

test('an attempt of now stays as it is', () => {
  const once = asPlayed(old);
  assert.deepEqual(asPlayed(once as unknown as Attempt), once);
});
