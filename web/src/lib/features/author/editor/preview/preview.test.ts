import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDraft, sceneOf } from '#lib/features/author/editor/document/draft.ts';
import { answerOf, NOTHING, plainHtml, playExercise } from './exercise.ts';

const option = (nl: string, is_right: boolean, next: string | null = null) => ({
  text: { nl },
  is_right,
  explanation: { nl: `over ${nl}` },
  next,
});

const choose = sceneOf('choose', 'ask', {
  prompt: { nl: 'Wat nu?', en: 'What now?' },
  options: [option('wachten', false, 'calm'), option('luisteren', true)],
});
const draft = {
  ...emptyDraft('scenario'),
  title: { nl: 'Balie' },
  scenes: [
    sceneOf('watch', 'see', { clips: { en: 'video' } }),
    choose,
    sceneOf('respond', 'reply', { next: 'end' }),
    sceneOf('respond', 'calm'),
  ],
};

test('a draft is played as an employee gets it: ids for keys, and ways that are resolved', () => {
  const { title, scenes } = playExercise(draft, 'en', NOTHING);
  assert.equal(title, 'Balie');
  assert.deepEqual(
    scenes.map(({ id, next }) => [id, next]),
    [
      ['see', 'ask'],
      ['ask', 'reply'],
      ['reply', null],
      ['calm', null],
    ],
  );
  assert.deepEqual(
    scenes[1]?.options.map(({ next }) => next),
    ['calm', 'reply'],
  );
  assert.equal(scenes[1]?.prompt, 'What now?');
  assert.equal(scenes[0]?.has_video, true);
});

test('nothing in the exercise tells which option is right before one has chosen', () => {
  const text = JSON.stringify(playExercise(draft, 'nl', NOTHING));
  assert.ok(!text.includes('is_right') && !text.includes('over luisteren'));
  const answer = answerOf(choose, ['ask.0'], 'nl');
  assert.deepEqual([answer.is_right, answer.right_options], [false, ['ask.1']]);
  assert.deepEqual(
    answer.explanations.map(({ text: said }) => said),
    ['over wachten', 'over luisteren'],
  );
});

test('of several right options all are to be chosen', () => {
  const several = { ...choose, several: true, options: [option('a', true), option('b', true)] };
  assert.equal(answerOf(several, ['ask.0'], 'nl').is_right, false);
  assert.equal(answerOf(several, ['ask.1', 'ask.0'], 'nl').is_right, true);
});

test('a text that the server has not rendered yet is shown without its markup being run', () => {
  assert.equal(plainHtml('een\n\n<b>twee'), '<p>een</p><p>&lt;b&gt;twee</p>');
  const info = { ...draft, scenes: [sceneOf('info', 'read', { body: { nl: '**x**' } })] };
  const rendered = { ...NOTHING, bodies: new Map([['read', '<p><strong>x</strong></p>']]) };
  assert.equal(playExercise(info, 'nl', NOTHING).scenes[0]?.body_html, '<p>**x**</p>');
  assert.match(playExercise(info, 'nl', rendered).scenes[0]?.body_html ?? '', /strong/);
});
