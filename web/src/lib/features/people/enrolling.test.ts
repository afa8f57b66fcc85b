import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsOf, shownOf } from './enrolling.ts';

const options = optionsOf([
  { id: '1', name: 'Zoë Çelik', teams: [{ id: 'a', name: 'Balie Oost' }] },
  { id: '2', name: 'Rene\u0301 Smit', teams: [] },
  { id: '3', name: 'Noor de Wit', teams: [{ id: 'a', name: 'Balie Oost' }] },
]);
const found = (search: string, chosen: string[] = []) =>
  shownOf(options, search, chosen).map(({ value }) => value);

test('a search for people needs no accents, however these are stored or typed', () => {
  assert.deepEqual(found('zoe celik'), ['1']);
  assert.deepEqual(found('RENÉ'), ['2']);
  assert.deepEqual(found('rene\u0301'), ['2']);
});

test('every word is looked for in the name and the teams, in any order', () => {
  assert.deepEqual(found('oost wit'), ['3']);
  assert.deepEqual(found(' '), ['1', '2', '3']);
});

test('whoever was chosen stays in sight', () => {
  assert.deepEqual(found('zzz', ['3']), ['3']);
});
