import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromServer, isSameDraft, sceneOf, toServer, type Draft } from './draft.ts';
import { copyScene, freeKey, markRight, moved, moveScene, removeScene } from './scenes.ts';
import { codeFor, draftFrom, TEMPLATES } from './templates.ts';
import { completenessOf } from './languages.ts';

const made = (): Draft => draftFrom('conversation', 'scenario', { nl: 'Balie' });
const keys = ({ scenes }: Draft) => scenes.map(({ key }) => key);

test('a document of before, without keys, gets them by place and every default', () => {
  const draft = fromServer({ scenario: 'a', scenes: [{ kind: 'watch' }, { kind: 'respond' }] });
  assert.deepEqual(keys(draft), ['s1', 's2']);
  assert.equal(draft.scenes[1]?.max_take_ms, 60_000);
  assert.equal(draft.intensity, null);
});

test('a scene is sent with the members of its own kind only', () => {
  const scene = sceneOf('watch', 's1', { body: { nl: 'x' }, clips: { nl: 'video' } });
  const sent = toServer({ ...made(), scenes: [scene] }).scenes[0];
  assert.deepEqual(Object.keys(sent ?? {}).sort(), ['clips', 'key', 'kind', 'next', 'prompt']);
});

test('where several options may be chosen none of them names a scene', () => {
  const option = { text: {}, is_right: true, explanation: {}, next: 's2' };
  const scene = sceneOf('choose', 's1', { several: true, options: [option] });
  assert.equal(toServer({ ...made(), scenes: [scene] }).scenes[0]?.options?.[0]?.next, null);
});

test('a document read back is the draft that was sent, whatever spaces were typed after it', () => {
  const draft = { ...made(), summary: { nl: 'Rustig blijven. ', en: '' }, techniques: ['b', 'a'] };
  const back = { ...toServer(draft), summary: { nl: 'Rustig blijven.' }, techniques: ['a', 'b'] };
  assert.ok(isSameDraft(draft, fromServer(back as never)));
  assert.ok(!isSameDraft(draft, { ...draft, minutes: 4 }));
});

test('a scene moves up and down, and not past the ends', () => {
  assert.deepEqual(keys(moveScene(made(), 's3', 0)), ['s3', 's1', 's2', 's4']);
  assert.deepEqual(keys(moveScene(made(), 's1', -1)), ['s1', 's2', 's3', 's4']);
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
});

test('what led to a removed scene goes on as the order says', () => {
  const draft = made();
  const options = [{ text: {}, is_right: true, explanation: {}, next: 's3' }];
  const asking = sceneOf('choose', 'ask', { next: 's3', options });
  const left = removeScene({ ...draft, scenes: [asking, ...draft.scenes] }, 's3');
  assert.equal(left.scenes[0]?.next, null);
  assert.equal(left.scenes[0]?.options[0]?.next, null);
});

test('a copy stands after its scene and has a key of its own', () => {
  const draft = copyScene(made(), 's2');
  assert.deepEqual(keys(draft), ['s1', 's2', 's5', 's3', 's4']);
  assert.equal(freeKey(draft.scenes), 's6');
});

test('marking an option right makes the others wrong, unless several may be', () => {
  const options = [true, false].map((is_right) => ({
    text: {},
    is_right,
    explanation: {},
    next: null,
  }));
  const one = sceneOf('choose', 's1', { options });
  const right = (list: readonly { is_right: boolean }[]) => list.map(({ is_right }) => is_right);
  assert.deepEqual(right(markRight(one, 1, true)), [false, true]);
  assert.deepEqual(right(markRight({ ...one, several: true }, 1, true)), [true, true]);
});

test('each template has a reply to camera and a title, and keys that differ', () => {
  for (const template of TEMPLATES) {
    const draft = draftFrom(template, 'scenario', { nl: 'Balie' });
    assert.ok(draft.scenes.some(({ kind }) => kind === 'respond'));
    assert.equal(new Set(keys(draft)).size, draft.scenes.length);
    assert.equal(draft.title.nl, 'Balie');
  }
});

test('a code is made of the title, whatever letters it has', () => {
  assert.equal(
    codeFor('Geen één bon?', () => 0.5),
    'geen-een-bon-5000',
  );
  assert.match(codeFor('???'), /^exercise-\d{4}$/);
  assert.ok(codeFor('a'.repeat(300)).length <= 50);
});

test('a language is complete once it has every text that must be, and what the other has', () => {
  const draft = { ...made(), title: { nl: 'Balie', en: 'Desk' }, summary: { nl: 'Kort' } };
  const [nl, en] = completenessOf(draft);
  assert.deepEqual([nl?.missing, en?.missing], [[], ['summary']]);
  const warned = { ...draft, content_warning: { en: 'Loud' } };
  assert.deepEqual(completenessOf(warned)[0]?.missing, ['content_warning']);
});
