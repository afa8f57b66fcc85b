import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptNotes } from './kept.ts';
import type { Kept } from './notes.ts';

function store() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const note = (id: string, text = 'Rustig.'): Kept => ({
  note: { id, take: 't', at_ms: 0, kind: 'note', text, seen: null },
  removed: false,
});

test('notes of one person and one request are kept apart from all others', () => {
  const device = store();
  const mine = new KeptNotes({ person: 'p', request: 'r' }, device);
  mine.keep(note('a'));
  mine.keep(note('b'));
  mine.keep(note('a', 'Heel rustig.'));
  for (const at of [
    { person: 'q', request: 'r' },
    { person: 'p', request: 's' },
  ])
    assert.deepEqual(new KeptNotes(at, device).read(), []);
  assert.deepEqual(mine.read(), [note('a', 'Heel rustig.'), note('b')]);
  mine.forget('b');
  assert.deepEqual(mine.read(), [note('a', 'Heel rustig.')]);
  mine.clear();
  assert.equal(device.length, 0);
});

test('what cannot be read is no note, and hides no other', () => {
  const device = store();
  device.setItem('kalm.look.p.r.a', '{');
  const mine = new KeptNotes({ person: 'p', request: 'r' }, device);
  mine.keep(note('b'));
  assert.deepEqual(mine.read(), [note('b')]);
});
