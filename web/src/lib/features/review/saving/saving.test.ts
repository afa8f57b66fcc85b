import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Change } from './marks.ts';
import { SaveQueue } from './saving.ts';

const score = (level: string, id = 'tone'): Change => ({
  about: 'scores',
  id,
  to: { level, note: '' },
  base: null,
});

const offline = new Problem('offline', 0);
const stale = new Problem('lease_stale', 409);

/** A queue with its own clock: `pass` lets every pause end, `answers` decides each sending. */
function made(answers: (change: Change) => Promise<void> = async () => undefined) {
  const sent: Change[] = [];
  const pauses = new Set<() => void>();
  const queue = new SaveQueue({
    changed: () => undefined,
    send: async (change) => {
      sent.push(change);
      await answers(change);
      return change.to;
    },
    later: (_ms, call) => {
      pauses.add(call);
      return () => pauses.delete(call);
    },
  });
  async function pass() {
    for (const call of [...pauses]) {
      pauses.delete(call);
      call();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const levels = () => sent.map(({ to }) => to && 'level' in to && to.level);
  return { queue, pass, levels };
}

test('typing goes out once, after the pause, and is then said to be saved', async () => {
  const { queue, pass, levels } = made();
  queue.put(score('one'));
  queue.put(score('two'));
  assert.equal(queue.saving.state, 'saving');
  assert.deepEqual(levels(), []);
  await pass();
  assert.deepEqual(levels(), ['two']);
  assert.equal(queue.saving.state, 'saved');
  assert.ok(queue.saving.at);
});

test('a change made while the last one is under way follows it, on top of it', async () => {
  let arrive: () => void = () => undefined;
  const { queue, pass, levels } = made(() => new Promise((resolve) => (arrive = resolve)));
  queue.put(score('one'), true);
  queue.put(score('two'));
  arrive();
  await pass();
  assert.deepEqual(levels(), ['one', 'two']);
  assert.deepEqual(queue.waiting[0]?.base, { level: 'one', note: '' });
  arrive();
  await pass();
  assert.deepEqual(queue.waiting, []);
});

test('without a connection it says so, keeps everything and goes on by itself', async () => {
  let isOffline = true;
  const { queue, pass, levels } = made(async () => {
    if (isOffline) throw offline;
  });
  queue.put(score('one'), true);
  await pass();
  assert.equal(queue.saving.problem?.code, 'offline');
  assert.equal(queue.saving.state, 'unsaved');
  isOffline = false;
  await pass();
  assert.equal(queue.saving.state, 'saved');
  assert.equal(levels().at(-1), 'one');
});

test('a refused change waits for its next edit and delays nothing else', async () => {
  const { queue, pass, levels } = made(async ({ to }) => {
    if (to && 'level' in to && to.level === 'wrong') throw new Problem('invalid', 400);
  });
  queue.put(score('wrong'), true);
  queue.put(score('three', 'limit'), true);
  await pass();
  assert.deepEqual(levels(), ['wrong', 'three']);
  assert.equal(queue.saving.problem?.code, 'invalid');
  queue.put(score('two'), true);
  await pass();
  assert.equal(queue.saving.state, 'saved');
});

test('once the lease is lost nothing is sent, and every change is still there', async () => {
  const { queue, pass, levels } = made();
  queue.stop(stale);
  queue.put(score('one'), true);
  await pass();
  assert.deepEqual(levels(), []);
  assert.equal(queue.saving.problem?.code, 'lease_stale');
  assert.equal(queue.waiting.length, 1);
});

test('under a new lease it goes on with what is left', async () => {
  const { queue, pass, levels } = made();
  queue.stop(stale);
  queue.put(score('one'), true);
  queue.put(score('two', 'limit'), true);
  queue.restart([score('two', 'limit')]);
  await pass();
  assert.deepEqual(levels(), ['two']);
  assert.equal(queue.saving.state, 'saved');
});

test('what is only kept is not sent', async () => {
  const { queue, pass, levels } = made();
  queue.keep([score('one')]);
  await pass();
  assert.equal(await queue.flush(), false);
  assert.deepEqual(levels(), []);
});

test('a flush sends what is still pausing, and says whether all of it is saved', async () => {
  const { queue } = made();
  queue.put(score('one'));
  assert.equal(await queue.flush(), true);
  const poor = made(() => Promise.reject(offline));
  poor.queue.put(score('one'));
  assert.equal(await poor.queue.flush(), false);
});

test('what was changed elsewhere waits for the coach, and typing goes on meanwhile', async () => {
  const { queue, pass, levels } = made(async ({ to }) => {
    if (to && 'level' in to && to.level === 'one') throw new Problem('mark_changed', 412);
  });
  queue.put(score('one'), true);
  await pass();
  queue.put(score('two'), true);
  await pass();
  assert.deepEqual(levels(), ['one']);
  assert.deepEqual(queue.conflicting, [score('two')]);
  assert.equal(queue.saving.problem?.code, 'mark_changed');
  assert.equal(await queue.flush(), false);
  queue.settle(score('two'));
  assert.equal(await queue.flush(), true);
  queue.put(score('two'), true);
  await pass();
  assert.deepEqual(levels(), ['one', 'two']);
  assert.equal(queue.saving.state, 'saved');
});

test('under a new lease what needs a choice is kept and not sent', async () => {
  const { queue, pass, levels } = made();
  queue.restart([score('one')], [score('two', 'limit')]);
  await pass();
  assert.deepEqual(levels(), ['one']);
  assert.deepEqual(queue.waiting, [score('two', 'limit')]);
  assert.equal(await queue.flush(), false);
});

test('what the server made of a text is what the next change is made on', async () => {
  const tidied = { level: 'one', note: 'Rustig.' };
  let arrive: () => void = () => undefined;
  const queue = new SaveQueue({
    changed: () => undefined,
    send: () => new Promise((resolve) => (arrive = () => resolve(tidied))),
    later: () => () => undefined,
  });
  queue.put(score('one'), true);
  queue.put(score('two'));
  arrive();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(queue.waiting[0]?.base, tidied);
});
