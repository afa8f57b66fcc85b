import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TypedRemark } from './typed.ts';

function store() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const at = { person: 'carla', version: 'v', place: 'title' };

test('a remark comes back at its place, with its id, for who wrote it', () => {
  const device = store();
  const remark = { ...new TypedRemark(at, device).read(), text: 'Maak hem korter.' };
  new TypedRemark(at, device).keep(remark);
  assert.deepEqual(new TypedRemark(at, device).read(), remark);
  for (const other of [{ person: 'chris' }, { version: 'w' }, { place: 'summary' }]) {
    assert.equal(new TypedRemark({ ...at, ...other }, device).read().text, '');
  }
});

test('a remark without words is not kept, and gets a new id', () => {
  const device = store();
  const typed = new TypedRemark(at, device);
  const first = typed.read();
  typed.keep({ ...first, text: 'Kort' });
  typed.keep({ ...first, text: '  ' });
  assert.equal(device.kept.size, 0);
  assert.notEqual(typed.read().id, first.id);
});

test('what is no remark is none', () => {
  const device = store();
  for (const text of ['{', '[]', '{"id": 1, "text": "x"}', 'null']) {
    device.setItem('kalm.remark.carla.v.title', text);
    assert.equal(new TypedRemark(at, device).read().text, '');
  }
});
