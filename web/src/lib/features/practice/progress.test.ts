import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlayAttempt, PlayScene } from './shape.ts';
import { placeToGoOn } from './progress.ts';

const kinds = ['watch', 'choose', 'respond', 'watch', 'choose', 'respond'] as const;
const scenes = kinds.map(
  (kind, at) =>
    ({
      id: `${at}`,
      order: at,
      kind,
      options: [],
      next: at < 5 ? `${at + 1}` : null,
    }) as unknown as PlayScene,
);

const attempt = (answered: string[], follows: string | null = null, until = 6) =>
  ({
    follows,
    path: [],
    exercise: { scenes: scenes.slice(0, until) },
    answers: answered.map((scene) => ({ scene, options: [] })),
  }) as unknown as PlayAttempt;

const place = (one: PlayAttempt, ...recorded: string[]) =>
  placeToGoOn(one, { recorded: new Set(recorded), met: [] });

test('one who only watched begins again', () => assert.equal(place(attempt([])), 0));

test('one who answered goes on after the answer', () => assert.equal(place(attempt(['1'])), 2));

test('one who recorded goes on at that reply, also before a question was answered', () => {
  assert.equal(place(attempt(['1']), '2'), 2);
  assert.equal(place(attempt([]), '2'), 2);
});

test('one who answered after the first reply goes on with the second', () =>
  assert.equal(place(attempt(['1', '4']), '2'), 5));

test('one who recorded both replies goes on at the last', () =>
  assert.equal(place(attempt(['1', '4']), '2', '5'), 5));

test('who does it again begins at the reply', () => {
  assert.equal(place(attempt([], 'before')), 2);
  assert.equal(place(attempt([], 'before', 3)), 2);
});

test('a conversation goes on where one was', () => {
  const known = { recorded: new Set(['2']), met: ['0', '1', '2', '3'] };
  assert.equal(placeToGoOn(attempt(['1']), known), 3);
  assert.equal(placeToGoOn({ ...attempt(['1']), path: ['0', '1', '2', '3', '4'] }, known), 4);
});

test('an exercise with one reply shows again what was only watched', () => {
  const known = { recorded: new Set<string>(), met: ['0', '1'] };
  assert.equal(placeToGoOn(attempt([], null, 3), known), 0);
});
