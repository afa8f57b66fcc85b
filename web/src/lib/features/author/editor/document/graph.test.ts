import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDraft, sceneOf, type Draft, type Kind } from './draft.ts';
import { allGaps, gapsOf, sceneOfPlace } from './gaps.ts';
import { columnsOf, edgesOf, faultsOf } from './graph.ts';

type Given = { kind: Kind; key: string; next?: string; options?: (string | null)[] };

const made = (...scenes: Given[]): Draft => ({
  ...emptyDraft('scenario'),
  scenes: scenes.map(({ kind, key, next = null, options = [] }) =>
    sceneOf(kind, key, {
      next,
      options: options.map((target, at) => ({
        text: {},
        is_right: at === 0,
        explanation: {},
        next: target,
      })),
    }),
  ),
});

/** A question whose second answer goes another way, and both ways end in a reply. */
const branched = () =>
  made(
    { kind: 'watch', key: 'a' },
    { kind: 'choose', key: 'b', options: [null, 'd'] },
    { kind: 'respond', key: 'c', next: 'end' },
    { kind: 'respond', key: 'd' },
  );

const codes = (draft: Draft) =>
  gapsOf(draft)
    .filter(({ code }) => /scene_|path_|target_/.test(code))
    .map(({ code, attr }) => `${code} ${attr}`);

test('ways that part and end in a reply each have nothing wrong with them', () => {
  assert.deepEqual(codes(branched()), []);
  assert.deepEqual(columnsOf(branched()), [0, 1, 2, 2]);
  assert.deepEqual(
    edgesOf(branched().scenes, 1).map(({ to, option }) => [to, option]),
    [
      [2, 0],
      [3, 1],
    ],
  );
});

test('a way back to an earlier scene is a loop, at each scene of it', () => {
  const draft = made({ kind: 'watch', key: 'a' }, { kind: 'respond', key: 'b', next: 'a' });
  assert.deepEqual(codes(draft), ['scene_loop scenes.0.next', 'scene_loop scenes.1.next']);
  assert.deepEqual(columnsOf(draft), [0, 1]);
});

test('a scene that nothing leads to is named', () => {
  const draft = made(
    { kind: 'respond', key: 'a', next: 'c' },
    { kind: 'watch', key: 'b' },
    { kind: 'respond', key: 'c' },
  );
  assert.deepEqual(codes(draft), ['scene_unreachable scenes.1']);
});

test('a target that does not exist is named where it is said', () => {
  const draft = made(
    { kind: 'choose', key: 'a', options: ['gone', null] },
    { kind: 'respond', key: 'b', next: 'away' },
  );
  assert.deepEqual(codes(draft), [
    'target_unknown scenes.0.options.0.next',
    'target_unknown scenes.1.next',
  ]);
});

test('a way that ends before any reply is refused, also beside one that has a reply', () => {
  const draft = made(
    { kind: 'choose', key: 'a', options: ['end', null] },
    { kind: 'respond', key: 'b' },
  );
  assert.deepEqual(codes(draft), ['path_without_respond scenes']);
  assert.ok(faultsOf(draft).endsUnanswered);
});

test('an empty draft says what it needs, and has no faulty ways', () => {
  assert.deepEqual(codes(emptyDraft('scenario')), []);
  assert.deepEqual(
    gapsOf(emptyDraft('scenario')).map(({ code }) => code),
    [
      'text_missing',
      'text_missing',
      'intensity_missing',
      'sector_missing',
      'channel_missing',
      'rubric_version_missing',
      'aggression_type_missing',
      'technique_missing',
      'watch_missing',
      'respond_missing',
    ],
  );
});

test('what the server alone can see stays listed, what is seen here is looked at afresh', () => {
  const refused = [
    { code: 'captions_missing', detail: 'Ondertitel dit.', attr: 'scenes.0.clips.nl' },
    { code: 'technique_missing', detail: '', attr: 'techniques' },
  ];
  const draft = { ...branched(), techniques: ['listening'] };
  const found = allGaps(draft, refused).map(({ code }) => code);
  assert.ok(found.includes('captions_missing'));
  assert.ok(!found.includes('technique_missing'));
  assert.equal(sceneOfPlace(draft, 'scenes.1.options.0.text'), 'b');
  assert.equal(sceneOfPlace(draft, 'title'), null);
});
