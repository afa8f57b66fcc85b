import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayOpen, sectionsFor } from './sections.ts';

test('a person with several roles has the sections of each, and those of everyone once', () => {
  const words = sectionsFor(['employee', 'admin', 'manager']).map(({ word }) => word);
  assert.deepEqual(words, ['today', 'sessions', 'people', 'messages', 'settings']);
});

test('a page belongs to the roles of its section, however deep it is', () => {
  assert.ok(mayOpen('/coach/reviews/0192', ['coach']));
  assert.ok(!mayOpen('/coach/reviews/0192', ['employee', 'admin']));
  assert.ok(!mayOpen('/author', ['coach']));
});

test('a coach and an admin open the draft that they are asked to read, and no more of its section', () => {
  for (const role of ['coach', 'admin'] as const) {
    assert.ok(mayOpen('/author/scenarios/0192', [role]), role);
    assert.ok(!mayOpen('/author/scenarios', [role]), role);
    assert.ok(!mayOpen('/author/rubrics/0192', [role]), role);
  }
  assert.ok(!mayOpen('/author/scenarios/0192', ['employee', 'manager']));
});

test('one live session is open to everyone, the list to those who go to them', () => {
  assert.ok(mayOpen('/sessions/0192/people', ['coach']));
  assert.ok(!mayOpen('/sessions', ['manager']));
});

test('what belongs to no section, or to everyone, is open', () => {
  for (const path of ['', '/', '/settings', '/messages', '/coaching']) {
    assert.ok(mayOpen(path, ['coach']), path);
  }
});
