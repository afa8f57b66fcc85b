import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Tagged } from '#lib/kit/api/tagged.ts';
import { AutoSave } from './autosave.ts';
import { History } from './history.ts';
import { KeptDraft, type KeyValueStore } from './kept.ts';

const offline = new Problem('offline', 0);
const changed = new Problem('draft_changed', 412);

/** A server with one text, and an AutoSave with its own clock: `pass` lets each pause end. */
function made() {
  const server = { value: 'zero', number: 0, fault: null as Problem | null, loses: false };
  const sent: string[] = [];
  const pauses = new Map<() => void, number>();
  const now = (): Tagged<string> => ({ value: server.value, etag: `"${server.number}"` });
  const saving = new AutoSave<string>(now(), {
    isSame: (one, other) => one === other,
    changed: () => undefined,
    read: async () => now(),
    send: async (value, etag) => {
      sent.push(value);
      if (server.fault) throw server.fault;
      if (etag !== now().etag) throw changed;
      [server.value, server.number] = [value, server.number + 1];
      if (server.loses) throw offline;
      return now();
    },
    later: (ms, call) => {
      pauses.set(call, ms);
      return () => void pauses.delete(call);
    },
  });
  async function pass() {
    const due = [...pauses.keys()];
    pauses.clear();
    for (const call of due) call();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const overtake = (value: string) => {
    [server.value, server.number] = [value, server.number + 1];
  };
  return { server, saving, sent, pauses, pass, overtake };
}

test('what is typed goes out once, a second after the last key', async () => {
  const { saving, sent, pauses, pass } = made();
  saving.put('one');
  saving.put('two');
  assert.deepEqual([...pauses.values()], [1000]);
  assert.equal(saving.saving.state, 'saving');
  await pass();
  assert.deepEqual(sent, ['two']);
  assert.equal(saving.saving.state, 'saved');
  assert.ok(saving.saving.at);
});

test('what cannot be sent now is tried again, and says why meanwhile', async () => {
  const { server, saving, pass } = made();
  server.fault = offline;
  saving.put('one');
  await pass();
  assert.equal(saving.saving.state, 'unsaved');
  assert.equal(saving.saving.problem, offline);
  saving.put('two');
  server.fault = null;
  await pass();
  assert.equal(saving.saving.state, 'saved');
  assert.equal(server.value, 'two');
});

test('a refused document waits for its next change', async () => {
  const { server, saving, sent, pass } = made();
  server.fault = new Problem('invalid', 400);
  saving.put('one');
  await pass();
  await pass();
  assert.equal(sent.length, 1);
  server.fault = null;
  saving.put('two');
  await pass();
  assert.equal(saving.saving.state, 'saved');
});

test('a save over somebody else is a conflict, and goes on once it is settled', async () => {
  const { server, saving, sent, pass, overtake } = made();
  overtake('theirs');
  saving.put('mine');
  await pass();
  assert.equal(saving.saving.state, 'conflict');
  assert.equal(saving.conflict?.base, 'zero');
  assert.equal(saving.conflict?.theirs.value, 'theirs');
  saving.put('mine again');
  await pass();
  assert.equal(sent.length, 1);
  saving.settle('both');
  await pass();
  assert.equal(server.value, 'both');
  assert.equal(saving.saving.state, 'saved');
});

test('settling for what somebody else saved sends nothing', async () => {
  const { saving, sent, pass, overtake } = made();
  overtake('theirs');
  saving.put('mine');
  await pass();
  saving.settle('theirs');
  await pass();
  assert.equal(sent.length, 1);
  assert.equal(saving.isDirty, false);
});

test('an own save whose answer was lost is no conflict, also with more typed since', async () => {
  const { server, saving, pass } = made();
  server.loses = true;
  saving.put('one');
  await pass();
  saving.put('two');
  server.loses = false;
  await pass();
  assert.equal(saving.conflict, null);
  assert.equal(server.value, 'two');
  assert.equal(saving.saving.state, 'saved');
});

test('leaving sends what waits, and nothing later', async () => {
  const { server, saving, pauses } = made();
  saving.put('one');
  assert.equal(await saving.close(), true);
  assert.equal(server.value, 'one');
  saving.put('two');
  assert.equal(pauses.size, 0);
});

test('typing in one place is taken back at once, a pause or another place apart', () => {
  let now = 0;
  const history = new History('', () => now);
  history.change('a', 'title');
  history.change('ab', 'title');
  history.change('abc', 'summary');
  now = 5000;
  history.change('abcd', 'summary');
  assert.deepEqual([history.undo(), history.undo(), history.undo()], ['abc', 'ab', '']);
  assert.equal(history.canUndo, false);
  assert.deepEqual([history.redo(), history.redo(), history.redo()], ['ab', 'abc', 'abcd']);
  history.undo();
  history.change('new', 'title');
  assert.equal(history.canRedo, false);
  history.restart('theirs');
  assert.deepEqual([history.now, history.canUndo], ['theirs', false]);
});

function storeOf(): KeyValueStore {
  const map = new Map<string, string>();
  return {
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, value) => void map.set(name, value),
    removeItem: (name) => void map.delete(name),
    key: (at) => [...map.keys()][at] ?? null,
    get length() {
      return map.size;
    },
  };
}

const place = { person: 'p', organisation: 'o', version: 'v' };
const unsaved = (value: string, at = '2026-11-28T10:00:00Z') => ({
  value,
  base: { value: 'zero', etag: '"0"' },
  at,
});

test('what one page left is offered to the next, newest first, and to its person alone', () => {
  const store = storeOf();
  new KeptDraft<string>(place, 'one', store).keep(unsaved('early'));
  new KeptDraft<string>(place, 'two', store).keep(unsaved('late', '2026-11-28T11:00:00Z'));
  const next = new KeptDraft<string>(place, 'three', store);
  const values = (kept: KeptDraft<string>, open = new Set<string>()) =>
    kept.left(open).map((left) => left.unsaved.value);
  assert.deepEqual(values(next), ['late', 'early']);
  assert.deepEqual(values(new KeptDraft({ ...place, person: 'q' }, 'three', store)), []);
  const two = new KeptDraft<string>(place, 'two', store).name;
  assert.deepEqual(values(next, new Set([two])), ['early']);
  next.forget(two);
  assert.deepEqual(values(next), ['early']);
});

test('a device that keeps nothing says so, and what is damaged there is not offered', () => {
  const store = storeOf();
  store.setItem('kalm.draft.p.o.v.one', '{"value":');
  assert.deepEqual(new KeptDraft(place, 'two', store).left(new Set()), []);
  const full = {
    ...store,
    setItem: () => {
      throw new Error('full');
    },
  };
  assert.equal(new KeptDraft<string>(place, 'two', full).keep(unsaved('x')), false);
});
