import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf } from './pages.ts';

test('the next page is asked for below the API, whatever host the server thinks it has', () => {
  const next = 'http://inside:8000/api/v1/haven/people?cursor=cD0x&page_size=200';
  assert.equal(pathOf(next), '/haven/people?cursor=cD0x&page_size=200');
});
