import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Enrolment, Person } from '#lib/kit/api/people.ts';
import { teamFigures } from './teams.ts';

const person = (id: string, team: string): Person => ({
  id,
  name: id,
  email: `${id}@haven.example`,
  roles: ['employee'],
  teams: [{ id: team, name: team }],
  time_zone: 'Europe/Amsterdam',
  is_active: true,
});

const enrolment = (membership: string, steps_done: number): Enrolment => ({
  id: membership,
  membership,
  person_name: membership,
  programme: { id: 'p', name: 'Rustig blijven' },
  state: 'active',
  steps_done,
  steps_total: 6,
  attempts_submitted: steps_done,
  created_at: '2026-11-20T12:00:00Z',
});

const ids = ['a', 'b', 'c', 'd', 'e'];

test('five people in a programme make figures', () => {
  const people = ids.map((id) => person(id, 'balie'));
  const rows = ids.map((id, at) => enrolment(id, at));
  assert.deepEqual(teamFigures(people, rows), [
    { id: 'balie', name: 'balie', figures: { people: 5, average: 2, submitted: 10 } },
  ]);
});

test('four give none, not even how many, however large their team is', () => {
  const people = [...ids.map((id) => person(id, 'balie')), person('f', 'balie')];
  const rows = ids.slice(1).map((id) => enrolment(id, 3));
  assert.deepEqual(teamFigures(people, rows), [{ id: 'balie', name: 'balie', figures: null }]);
});

test('a team that has nobody in the programme is not listed', () => {
  assert.deepEqual(teamFigures([person('a', 'balie')], []), []);
});
