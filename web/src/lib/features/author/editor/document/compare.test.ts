import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, merged, type Side } from './compare.ts';
import { isSameDraft, type Draft } from './draft.ts';
import { addScene, changeScene, moveScene, newScene, removeScene } from './scenes.ts';
import { draftFrom } from './templates.ts';

const base = draftFrom('one', 'scenario', { nl: 'Balie', en: 'Desk' });
const chosen = (...paths: [string, Side][]) => new Map(paths);
const paths = (mine: Draft, theirs: Draft) =>
  differences(base, mine, theirs).map(({ path }) => path);
const merge = (mine: Draft, theirs: Draft, choices = chosen()) =>
  merged(mine, theirs, differences(base, mine, theirs), choices);

test('each language of a text is a field, and the side that changed it is suggested', () => {
  const mine = { ...base, title: { nl: 'Loket', en: 'Desk' } };
  const theirs = { ...base, title: { nl: 'Balie', en: 'Counter' } };
  const found = differences(base, mine, theirs);
  assert.deepEqual(
    found.map(({ path, suggested, isBoth }) => [path, suggested, isBoth]),
    [
      ['title.nl', 'mine', false],
      ['title.en', 'theirs', false],
    ],
  );
  assert.deepEqual(merge(mine, theirs).title, { nl: 'Loket', en: 'Counter' });
});

test('a field that both changed says so, and is mine until chosen', () => {
  const mine = changeScene(base, 's3', { prompt: { nl: 'Zeg iets.' } });
  const theirs = changeScene(base, 's3', { prompt: { nl: 'Antwoord.' } });
  const [found] = differences(base, mine, theirs);
  assert.equal(found?.path, 'scenes.s3.prompt.nl');
  assert.ok(found?.isBoth);
  assert.equal(merge(mine, theirs).scenes[2]?.prompt.nl, 'Zeg iets.');
  const other = merge(mine, theirs, chosen(['scenes.s3.prompt.nl', 'theirs']));
  assert.equal(other.scenes[2]?.prompt.nl, 'Antwoord.');
});

test('options are compared one by one, and as a whole where their number differs', () => {
  const options = base.scenes[1]?.options ?? [];
  const named = options.map((option) => ({ ...option, text: { nl: 'Boos op zichzelf' } }));
  const mine = changeScene(base, 's2', { options: named });
  assert.deepEqual(paths(mine, base), [
    'scenes.s2.options.0.text.nl',
    'scenes.s2.options.1.text.nl',
  ]);
  const more = changeScene(base, 's2', { options: [...options, ...options] });
  assert.deepEqual(paths(mine, more), ['scenes.s2.options']);
  const theirs = merge(mine, more, chosen(['scenes.s2.options', 'theirs']));
  assert.equal(theirs.scenes[1]?.options.length, 4);
});

test('a scene that one side added is offered whole, after the scene that it followed', () => {
  const added = newScene(base, 'info');
  const theirs = addScene(base, added, 1);
  assert.deepEqual(paths(base, theirs), ['scenes.s4']);
  assert.deepEqual(
    merge(base, theirs).scenes.map(({ key }) => key),
    ['s1', 's4', 's2', 's3'],
  );
  assert.equal(merge(base, theirs, chosen(['scenes.s4', 'mine'])).scenes.length, 3);
});

test('a scene that one side removed goes, unless the other is chosen', () => {
  const theirs = removeScene(base, 's2');
  assert.equal(merge(base, theirs).scenes.length, 2);
  const kept = merge(base, theirs, chosen(['scenes.s2', 'mine']));
  assert.ok(isSameDraft(kept, base));
});

test('the order is one field of its own', () => {
  const theirs = moveScene(base, 's3', 0);
  assert.deepEqual(paths(base, theirs), ['order']);
  assert.ok(isSameDraft(merge(base, theirs), theirs));
  assert.ok(isSameDraft(merge(base, theirs, chosen(['order', 'mine'])), base));
});

test('everything of one side gives that side, whatever both did', () => {
  const mine = moveScene(addScene(base, newScene(base, 'watch'), 0), 's2', 0);
  const theirs = changeScene(removeScene(base, 's1'), 's2', { purpose: 'style' });
  const found = differences(base, mine, theirs);
  const all = (side: Side) => new Map(found.map(({ path }) => [path, side] as const));
  assert.ok(isSameDraft(merged(mine, theirs, found, all('mine')), mine));
  assert.deepEqual(
    merged(mine, theirs, found, all('theirs')).scenes.map(({ key, purpose }) => [key, purpose]),
    theirs.scenes.map(({ key, purpose }) => [key, purpose]),
  );
});
