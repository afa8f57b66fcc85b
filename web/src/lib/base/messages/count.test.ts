import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortly, unreadIn } from './count.ts';

test('what was read does not count', () => {
  assert.equal(unreadIn([{ read_at: null }, { read_at: '2026-11-20T10:00:00Z' }]), 1);
  assert.equal(unreadIn([]), 0);
});

test('many is many', () => {
  assert.equal(shortly(9), '9');
  assert.equal(shortly(10), '9+');
});
