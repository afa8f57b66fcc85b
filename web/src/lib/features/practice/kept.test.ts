import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt } from '#lib/kit/api/types.ts';
import {
  forgetAttempts,
  keepAttempt,
  keepNotes,
  keptAttempt,
  keptNotes,
  type KeyValueStore,
} from './kept.ts';

function store(): KeyValueStore {
  const all = new Map<string, string>();
  return {
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, value) => void all.set(name, value),
    removeItem: (name) => void all.delete(name),
    key: (at) => [...all.keys()][at] ?? null,
    get length() {
      return all.size;
    },
  };
}

const attempt = (id: string, state: Attempt['state'] = 'open') => ({ id, state }) as Attempt;

test('an open attempt is there again, for whose it is', () => {
  const here = store();
  keepAttempt('noor', attempt('1'), here);
  assert.deepEqual(keptAttempt('noor', '1', here), attempt('1'));
  assert.equal(keptAttempt('daan', '1', here), null);
  assert.equal(keptAttempt('noor', '2', here), null);
});

test('only the newest is kept, and nothing else on the device is touched', () => {
  const here = store();
  here.setItem('kalm.me', 'noor');
  keepAttempt('noor', attempt('1'), here);
  keepAttempt('noor', attempt('2'), here);
  assert.equal(keptAttempt('noor', '1', here), null);
  assert.equal(here.getItem('kalm.me'), 'noor');
  assert.equal(here.length, 2);
});

test('what was sent is not kept', () => {
  const here = store();
  keepAttempt('noor', attempt('1'), here);
  keepAttempt('noor', attempt('1', 'submitted'), here);
  assert.equal(here.length, 0);
});

test('signing out leaves none of one’s own, and what another person left here stays', () => {
  const here = store();
  const notes = { path: [], chosen: { r: 'take' }, autocues: { r: 'Hello' } };
  for (const person of ['noor', 'daan']) {
    keepAttempt(person, attempt('1'), here);
    keepNotes(person, '1', notes, here);
  }
  assert.equal(here.length, 4);
  forgetAttempts('daan', here);
  assert.equal(keptAttempt('daan', '1', here), null);
  assert.deepEqual(keptAttempt('noor', '1', here), attempt('1'));
  assert.deepEqual(keptNotes('noor', '1', here), notes);
});

test('notes go with their attempt, and are another person’s not', () => {
  const here = store();
  const notes = { path: ['w', 'r'], chosen: { r: 'take' }, autocues: { r: 'Hello' } };
  keepAttempt('noor', attempt('1'), here);
  keepNotes('noor', '1', notes, here);
  keepAttempt('noor', attempt('1'), here);
  assert.deepEqual(keptNotes('noor', '1', here), notes);
  assert.deepEqual(keptNotes('daan', '1', here).path, []);
  keepAttempt('noor', attempt('2'), here);
  assert.deepEqual(keptNotes('noor', '1', here).path, []);
  assert.equal(here.length, 1);
});

test('a device that refuses, or has something else, costs nothing', () => {
  const here = store();
  here.setItem('kalm.attempt.noor.1', '{half');
  assert.equal(keptAttempt('noor', '1', here), null);
  const full = {
    ...store(),
    setItem: () => {
      throw new Error('full');
    },
  };
  assert.doesNotThrow(() => keepAttempt('noor', attempt('1'), full));
});
