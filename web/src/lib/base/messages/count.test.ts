import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortCount } from './count.ts';

test('many is many', () => {
  assert.equal(shortCount(9), '9');
  assert.equal(shortCount(10), '9+');
});
