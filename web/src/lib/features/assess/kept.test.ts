import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SelfAssessment } from '#lib/kit/api/types.ts';
import { KeptLevels, type KeyValueStore } from './kept.ts';

class Device implements KeyValueStore {
  items = new Map<string, string>();
  isFull = false;
  get length() {
    return this.items.size;
  }
  key = (at: number) => [...this.items.keys()][at] ?? null;
  getItem = (name: string) => this.items.get(name) ?? null;
  removeItem = (name: string) => void this.items.delete(name);
  setItem(name: string, value: string) {
    if (this.isFull) throw new Error('full');
    this.items.set(name, value);
  }
}

const rubric = { submission: 's', criteria: [], scores: [] } as unknown as SelfAssessment;
const given = (criterion: string, level: string) => ({ submission: 's', criterion, level });

test('levels wait for their person and attempt, with the rubric, until each was sent', () => {
  const device = new Device();
  const kept = new KeptLevels('emma', 'one', device);
  kept.keep(given('a', '1'), rubric);
  kept.keep(given('b', '2'), rubric);
  kept.keep(given('a', '3'), rubric);
  const again = new KeptLevels('emma', 'one', device);
  assert.deepEqual(again.all(), [given('a', '3'), given('b', '2')]);
  assert.deepEqual(again.rubric(), rubric);
  for (const [person, attempt] of [
    ['tom', 'one'],
    ['emma', 'two'],
  ] as const) {
    assert.deepEqual(new KeptLevels(person, attempt, device).all(), []);
  }
  again.forget(given('a', '3'));
  assert.deepEqual(again.rubric(), rubric);
  again.forget(given('b', '2'));
  assert.equal(device.length, 0);
});

test('what was chosen while another level was being sent stays', () => {
  const device = new Device();
  const [tab, other] = [
    new KeptLevels('emma', 'one', device),
    new KeptLevels('emma', 'one', device),
  ];
  tab.keep(given('a', '1'), rubric);
  other.keep(given('a', '2'), rubric);
  tab.forget(given('a', '1'));
  assert.deepEqual(tab.all(), [given('a', '2')]);
});

test('a full device leaves a level in the page', () => {
  const device = new Device();
  device.isFull = true;
  const kept = new KeptLevels('emma', 'one', device);
  kept.keep(given('a', '1'), rubric);
  assert.deepEqual(kept.all(), [given('a', '1')]);
  assert.equal(kept.rubric(), null);
  kept.forget(given('a', '1'));
  assert.deepEqual(kept.all(), []);
});

test('what is damaged is passed over', () => {
  const device = new Device();
  device.items.set('kalm.self-score.emma.one.a', '{');
  assert.deepEqual(new KeptLevels('emma', 'one', device).all(), []);
});
