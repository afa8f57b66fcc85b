import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Drafts, type KeyValueStore } from './drafts.ts';
import type { Change } from './marks.ts';

function store(start: Record<string, string> = {}): KeyValueStore & { kept: Map<string, string> } {
  const kept = new Map(Object.entries(start));
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

const words: Change = {
  about: 'comments',
  id: 'a',
  to: {
    take: 'take',
    at_ms: 4000,
    until_ms: null,
    criterion: null,
    recording: null,
    kind: 'note',
    text: 'Rustige stem',
  },
  base: null,
};

test('unsaved words come back on the same device for the same coach', () => {
  const device = store();
  new Drafts('carla', 'review', device).keep([words]);
  assert.deepEqual(new Drafts('carla', 'review', device).changes('take'), [words]);
  assert.deepEqual(new Drafts('chris', 'review', device).changes('take'), []);
});

test('nothing stays behind once everything is saved', () => {
  const device = store();
  const drafts = new Drafts('carla', 'review', device);
  drafts.keep([words]);
  drafts.keep([]);
  assert.equal(device.kept.size, 0);
});

test('a tab that has saved everything leaves what another tab keeps', () => {
  const device = store();
  const [one, other] = [new Drafts('carla', 'r', device), new Drafts('carla', 'r', device)];
  const theirs: Change = { ...words, to: { ...words.to, text: 'Anders' } } as Change;
  one.keep([words]);
  other.keep([theirs]);
  one.keep([]);
  assert.deepEqual(new Drafts('carla', 'r', device).changes('take'), [theirs]);
  other.keep([]);
  assert.equal(device.kept.size, 0);
});

test('what another tab saves while the review is read is not missing from it', () => {
  const device = store();
  const other = new Drafts('carla', 'r', device);
  other.keep([words]);
  const here = new Drafts('carla', 'r', device);
  other.keep([]);
  assert.deepEqual(here.changes('take'), [words]);
  here.keep([]);
  assert.equal(device.kept.size, 0);
});

test('of two texts of one comment that two tabs left, neither is lost', () => {
  const device = store();
  const theirs: Change = { ...words, to: { ...words.to, text: 'Anders' } } as Change;
  const [one, other] = [new Drafts('carla', 'r', device), new Drafts('carla', 'r', device)];
  one.keep([words]);
  other.keep([theirs]);
  const found = new Drafts('carla', 'r', device).changes('take');
  assert.deepEqual(found[0], words);
  assert.deepEqual(found[1]?.to, theirs.to);
  assert.notEqual(found[1]?.id, words.id);
});

test('texts of two tabs come in the order of their first writing, whichever tab writes last', () => {
  const device = store();
  let instant = 0;
  const tab = () => new Drafts('carla', 'r', device, () => (instant += 1));
  const theirs: Change = { ...words, to: { ...words.to, text: 'Anders' } } as Change;
  const later: Change = { ...words, to: { ...words.to, text: 'Rustige stem.' } } as Change;
  const [one, other] = [tab(), tab()];
  one.keep([words]);
  // What one tab writes may reach the other late.
  device.removeItem('kalm.review.carla.r');
  other.keep([theirs]);
  one.keep([later]);
  const found = tab().changes('take');
  assert.deepEqual(
    found.map(({ to }) => to),
    [later.to, theirs.to],
  );
});

test('what cannot be read counts as nothing', () => {
  for (const text of ['{', '7', '[{"about":"else"}]', 'null']) {
    const device = store({ 'kalm.review.carla.review': text });
    assert.deepEqual(new Drafts('carla', 'review', device).changes('take'), [], text);
  }
});

test('a device that refuses says so', () => {
  const full = { ...store(), setItem: () => assert.fail('full') };
  assert.equal(new Drafts('carla', 'review', full).keep([words]), false);
});
