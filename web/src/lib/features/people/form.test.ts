import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person } from '#lib/kit/api/people.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { changesIn, errorOf, formOf, isAboutNoField } from './form.ts';

const person = {
  id: 'm',
  name: 'Emma',
  email: 'emma@haven.example',
  roles: ['coach', 'employee'],
  teams: [{ id: 't', name: 'Desk' }],
  leads: [],
  time_zone: 'Europe/Amsterdam',
  is_active: true,
} as Person;

test('a new person is an employee with access', () => {
  assert.deepEqual(formOf(null).roles, ['employee']);
  assert.equal(formOf(null).is_active, true);
});

test('only what differs is sent', () => {
  const before = formOf(person);
  assert.deepEqual(changesIn(before, formOf(person)), {});
  assert.deepEqual(changesIn(before, { ...before, name: 'Emma B.' }), { name: 'Emma B.' });
  assert.deepEqual(changesIn(before, { ...before, teams: [] }), { teams: [] });
});

test('a refusal is shown beside its field, any other at the top', () => {
  const parts = [{ code: 'invalid', detail: 'No address', attr: 'email' }];
  const problem = new Problem('invalid', 400, 'No address', parts);
  assert.equal(errorOf(problem, 'email'), 'No address');
  assert.equal(errorOf(problem, 'name'), undefined);
  assert.equal(isAboutNoField(problem, ['email', 'name']), false);
  assert.equal(isAboutNoField(new Problem('last_admin', 409), ['email']), true);
});

test('a refusal of one item of a list belongs to the list', () => {
  const problem = new Problem('invalid', 400, '', [{ code: 'invalid_choice', attr: 'roles.0' }]);
  assert.equal(errorOf(problem, 'roles'), 'invalid_choice');
});
