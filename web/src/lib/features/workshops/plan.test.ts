import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workshop } from '#lib/kit/api/workshops.ts';
import { endAfter, formOf, planOf } from './plan.ts';

const given = {
  titles: { nl: 'Rustig', en: '' },
  descriptions: { nl: '', en: 'Calm' },
  kind: 'physical',
  starts_local: '2027-03-03T09:30',
  ends_local: '2027-03-03T12:30',
  time_zone: 'Europe/Paris',
  place: 'Lyon',
  seats: 8,
  trainer: 'id',
  trainer_name: 'Carla',
} as Workshop;

test('what is sent back unchanged is what was read', () => {
  const plan = planOf(formOf(given, 'Europe/Amsterdam'));
  assert.deepEqual(plan, {
    titles: given.titles,
    descriptions: given.descriptions,
    kind: 'physical',
    starts_local: given.starts_local,
    ends_local: given.ends_local,
    time_zone: 'Europe/Paris',
    place: 'Lyon',
    seats: 8,
    trainer: 'id',
    trainer_name: '',
  });
});

test('a trainer from outside goes by name', () => {
  const plan = planOf(formOf({ ...given, trainer: null, trainer_name: 'Kim' }, 'UTC'));
  assert.deepEqual([plan.trainer, plan.trainer_name], [null, 'Kim']);
});

test('a new one ends three hours after its start, on that day, until an end is chosen', () => {
  assert.equal(endAfter('2027-03-03T06:30', ''), '2027-03-03T09:30');
  assert.equal(endAfter('2027-03-03T22:30', ''), '2027-03-03T23:59');
  assert.equal(endAfter('2027-03-03T22:30', '2027-03-03T23:00'), '2027-03-03T23:00');
  assert.equal(endAfter('', ''), '');
});
