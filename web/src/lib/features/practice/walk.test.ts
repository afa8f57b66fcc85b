import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlayScene } from './shape.ts';
import { branches, isConversation, walk } from './walk.ts';

type Given = Partial<PlayScene> & Pick<PlayScene, 'id' | 'kind' | 'next'>;

const scenes = (...given: Given[]) =>
  given.map((scene, order) => ({ options: [], several: false, order, ...scene }) as PlayScene);

const option = (id: string, next: string | null) => ({ id, text: id, next });
const chose = (scene: string, ...options: string[]) => ({ scene, options });
const ids = (path: PlayScene[]) => path.map(({ id }) => id).join(' ');

const straight = scenes(
  { id: 'w', kind: 'watch', next: 'q' },
  { id: 'q', kind: 'choose', next: 'r', options: [option('a', 'r'), option('b', 'r')] },
  { id: 'r', kind: 'respond', next: null },
);

const branched = scenes(
  { id: 'w', kind: 'watch', next: 'r1' },
  { id: 'r1', kind: 'respond', next: 'q' },
  { id: 'q', kind: 'choose', next: 'calm', options: [option('a', 'calm'), option('b', 'angry')] },
  { id: 'calm', kind: 'watch', next: 'r2' },
  { id: 'angry', kind: 'watch', next: 'r2' },
  { id: 'r2', kind: 'respond', next: null },
);

test('a question without branches does not hide what follows', () => {
  const { path, complete } = walk(straight, []);
  assert.equal(ids(path), 'w q r');
  assert.equal(complete, true);
  assert.equal(isConversation(straight), false);
});

test('a question with branches is as far as one sees until it is answered', () => {
  const { path, complete } = walk(branched, []);
  assert.equal(ids(path), 'w r1 q');
  assert.equal(complete, false);
  assert.equal(isConversation(branched), true);
});

test('the answer decides which scenes follow', () => {
  assert.equal(ids(walk(branched, [chose('q', 'a')]).path), 'w r1 q calm r2');
  assert.equal(ids(walk(branched, [chose('q', 'b')]).path), 'w r1 q angry r2');
  assert.equal(walk(branched, [chose('q', 'b')]).complete, true);
});

test('where several options may be chosen the scene itself says what follows', () => {
  const [question] = scenes({
    id: 'q',
    kind: 'choose',
    several: true,
    next: null,
    options: [option('a', null), option('b', 'elsewhere')],
  });
  assert.ok(question);
  assert.equal(branches(question), false);
  assert.deepEqual(walk([question], [chose('q', 'b')]), { path: [question], complete: true });
});

test('an option may end the exercise', () => {
  const ending = scenes(
    { id: 'r', kind: 'respond', next: 'q' },
    { id: 'q', kind: 'choose', next: 'r2', options: [option('a', null), option('b', 'r2')] },
    { id: 'r2', kind: 'respond', next: null },
  );
  assert.deepEqual(walk(ending, [chose('q', 'a')]).complete, true);
  assert.equal(ids(walk(ending, [chose('q', 'a')]).path), 'r q');
});

test('a draft that leads in a circle, or to nothing, ends the walk', () => {
  const circle = scenes(
    { id: 'a', kind: 'watch', next: 'b' },
    { id: 'b', kind: 'respond', next: 'a' },
  );
  assert.equal(ids(walk(circle, []).path), 'a b');
  assert.equal(walk(circle, []).complete, false);
  assert.deepEqual(walk([], []), { path: [], complete: true });
});

test('scenes are walked from the first in order, however they are listed', () => {
  assert.equal(ids(walk(straight.toReversed(), []).path), 'w q r');
});
