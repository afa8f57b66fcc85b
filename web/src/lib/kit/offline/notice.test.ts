import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticeOf } from './notice.ts';

test('a push message becomes a notification that leads somewhere', () => {
  const pushed = { title: 'Kalm', body: 'Hoi', language: 'nl', path: '/haven/x', tag: 'a1' };
  const { title, path, options } = noticeOf(JSON.stringify(pushed));
  assert.deepEqual([title, path, options.body, options.tag], ['Kalm', '/haven/x', 'Hoi', 'a1']);
  assert.equal(options.data, '/haven/x');
});

test('what cannot be read still shows something', () => {
  for (const text of ['', 'x', 'null', '[]', '{"path":7}']) {
    assert.deepEqual([noticeOf(text).title, noticeOf(text).path], ['Kalm', '/']);
  }
});

test('no message leads away from this client', () => {
  const away = ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example'];
  for (const path of [...away, '/\n\r/evil.example', '/\t\\evil.example', 'x']) {
    assert.equal(noticeOf(JSON.stringify({ path })).path, '/');
  }
});
