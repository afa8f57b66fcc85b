import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayZone, zonesFound } from './zones.ts';

const ZONES = [
  'America/Argentina/Buenos_Aires',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/Amsterdam',
  'Europe/Rome',
  'UTC',
];

test('a zone goes by its place, with the region behind it', () => {
  assert.equal(sayZone('Europe/Amsterdam'), 'Amsterdam (Europe)');
  assert.equal(sayZone('America/Argentina/Buenos_Aires'), 'Buenos Aires (America, Argentina)');
  assert.equal(sayZone('UTC'), 'UTC');
});

test('a few letters find a zone, with or without accents, spaces and capitals', () => {
  assert.deepEqual(zonesFound(ZONES, 'amst'), ['Europe/Amsterdam']);
  assert.deepEqual(zonesFound(ZONES, 'São paulo'), ['America/Sao_Paulo']);
  assert.deepEqual(zonesFound(ZONES, 'york new'), ['America/New_York']);
  assert.deepEqual(zonesFound(ZONES, 'zzz'), []);
});

test('a place that begins with what one types comes before one that only contains it', () => {
  assert.equal(zonesFound(ZONES, 'am')[0], 'Europe/Amsterdam');
  assert.equal(zonesFound(ZONES, 'am').length, 4);
});

test('nothing typed finds nothing, for four hundred would be no help', () => {
  assert.deepEqual(zonesFound(ZONES, '  '), []);
});
