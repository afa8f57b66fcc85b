import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asNote, merge, type Note, type Saved } from './notes.ts';

const saved = (change: Partial<Saved> = {}): Saved => ({
  id: 'a',
  take: 't',
  at_ms: 1000,
  kind: 'strength',
  text: 'Rustig.',
  version: 'v1',
  ...change,
});
const note = (change: Partial<Note> = {}): Note => ({ ...asNote(saved()), ...change });
const texts = (notes: readonly Note[]) => notes.map(({ text }) => text);

test('what was typed and not saved stands over what it was typed over', () => {
  const typed = { note: note({ text: 'Heel rustig.' }), removed: false };
  const { notes, waiting } = merge([saved()], [typed]);
  assert.deepEqual(texts(notes), ['Heel rustig.']);
  assert.deepEqual(waiting, [typed]);
});

test('what arrived before its answer was lost waits no more', () => {
  const typed = { note: note({ seen: null }), removed: false };
  assert.deepEqual(merge([saved()], [typed]).waiting, []);
});

test('of two that were typed in two tabs both stay, mine under an id of its own', () => {
  const typed = { note: note({ text: 'Van hier.' }), removed: false };
  const { notes, waiting } = merge([saved({ text: 'Van daar.', version: 'v2' })], [typed]);
  assert.deepEqual(texts(notes).toSorted(), ['Van daar.', 'Van hier.']);
  assert.equal(waiting[0]?.note.text, 'Van hier.');
  assert.equal(waiting[0]?.note.seen, null);
  assert.notEqual(waiting[0]?.note.id, 'a');
});

test('what another tab removed while I typed stays as a new note', () => {
  const typed = { note: note({ text: 'Van hier.' }), removed: false };
  const { notes } = merge([], [typed]);
  assert.deepEqual(texts(notes), ['Van hier.']);
  assert.equal(notes[0]?.seen, null);
});

test('a removal holds for what was seen, and not for what was changed since', () => {
  const gone = { note: note(), removed: true };
  assert.deepEqual(merge([saved()], [gone]), { notes: [], waiting: [gone] });
  const changed = merge([saved({ text: 'Anders.', version: 'v2' })], [gone]);
  assert.deepEqual(texts(changed.notes), ['Anders.']);
  assert.deepEqual(changed.waiting, []);
});

test('notes stand in the order of their moments', () => {
  const { notes } = merge([saved({ id: 'b', at_ms: 9000 }), saved()], []);
  assert.deepEqual(
    notes.map(({ at_ms }) => at_ms),
    [1000, 9000],
  );
});
