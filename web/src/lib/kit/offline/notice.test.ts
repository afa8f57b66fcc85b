import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataOf, noticeOf, snoozedNotice, unsavedNotice } from './notice.ts';

test('a push message becomes a notification that leads somewhere', () => {
  const pushed = { title: 'Kalm', body: 'Hoi', language: 'nl', path: '/haven/x', tag: 'a1' };
  const { title, options } = noticeOf(JSON.stringify(pushed));
  assert.deepEqual([title, options.body, options.tag], ['Kalm', 'Hoi', 'a1']);
  assert.deepEqual(options.data, { path: '/haven/x', language: 'nl', snooze: null });
  assert.deepEqual(options.actions, []);
});

test('one that can wait offers that, and says afterwards that it waits', () => {
  const snooze = { organisation: 'haven', member: 'm1' };
  const { options } = noticeOf(JSON.stringify({ path: '/haven/x', language: 'en', snooze }));
  assert.deepEqual(
    options.actions.map(({ title }) => title),
    ['Not now'],
  );
  const now = new Date('2026-11-29T12:00:00Z');
  const until = (iso: string) => snoozedNotice(options.data, 'a1', iso, now);
  const said = until('2026-11-30T12:00:00Z');
  assert.deepEqual([said.tag, said.data.path, said.data.snooze], ['a1', '/haven', null]);
  assert.match(said.body, /until tomorrow/);
  assert.match(until('2026-12-31T12:00:00Z').body, /until 31 December/);
  assert.match(until('').body, /until tomorrow/);
});

test('what could not be saved is shown again, and leads to where it can be said', () => {
  const snooze = { organisation: 'haven', member: 'm1' };
  const shown = unsavedNotice({ path: '/haven/x', language: 'en', snooze }, 'a1');
  assert.match(shown.body, /could not save/);
  assert.deepEqual(shown.data, { path: '/haven/settings#not-now', language: 'en', snooze });
  assert.deepEqual(
    shown.actions.map(({ action }) => action),
    ['not-now'],
  );
});

test('a notification of an earlier version leads where it did', () => {
  assert.deepEqual(dataOf('/haven/x'), { path: '/haven/x', language: 'nl', snooze: null });
  for (const value of [undefined, null, 7]) assert.equal(dataOf(value).path, '/');
  const data = { path: '/x', language: 'en', snooze: { organisation: 'haven', member: 'm1' } };
  assert.deepEqual(dataOf(data), data);
});

test('a snooze of no organisation is none', () => {
  for (const organisation of ['', '../me', 'x/y', 7]) {
    const text = JSON.stringify({ snooze: { organisation, member: 'm1' } });
    assert.deepEqual(noticeOf(text).options.actions, []);
  }
});

test('what cannot be read still shows something', () => {
  for (const text of ['', 'x', 'null', '[]', '{"path":7}']) {
    assert.deepEqual([noticeOf(text).title, noticeOf(text).options.data.path], ['Kalm', '/']);
  }
});

test('no message leads away from this client', () => {
  const away = ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example'];
  for (const path of [...away, '/\n\r/evil.example', '/\t\\evil.example', 'x']) {
    assert.equal(noticeOf(JSON.stringify({ path })).options.data.path, '/');
  }
});
