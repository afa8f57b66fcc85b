import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortly } from './count.ts';

test('many is many', () => {
  assert.equal(shortly(9), '9');
  assert.equal(shortly(10), '9+');
});
