import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeOf } from './size.ts';

test('a size is whole kB below a MB, and MB with one decimal from there', () => {
  assert.equal(sizeOf(1, 'en'), '1 kB');
  assert.equal(sizeOf(1024 * 1024 - 1, 'en'), '1,024 kB');
  assert.equal(sizeOf(1024 * 1024, 'en'), '1 MB');
  assert.equal(sizeOf(1.56 * 1024 * 1024, 'nl'), '1,6 MB');
  assert.equal(sizeOf(60 * 1024 * 1024, 'nl'), '60 MB');
});
