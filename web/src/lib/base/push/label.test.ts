import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelOf } from './label.ts';

const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

test('a browser is named by itself and its system', () => {
  assert.equal(labelOf(CHROME), 'Chrome, Android');
  assert.equal(labelOf(SAFARI), 'Safari, iPhone');
  assert.equal(labelOf(`${CHROME} EdgA/141.0`), 'Edge, Android');
  assert.equal(labelOf('something else'), '');
});
