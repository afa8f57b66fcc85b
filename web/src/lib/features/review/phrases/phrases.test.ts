import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Phrase } from '#lib/kit/api/phrases.ts';
import { askedAt, fill, firstName, insert, matching } from './phrases.ts';

const phrase = (
  id: string,
  text: string,
  kind: Phrase['kind'] = 'note',
  shared = false,
): Phrase => ({
  ...{ id, text, kind, shared },
  version: '1',
});

test('variables become what they stand for, or a gap to fill in', () => {
  const values = { name: firstName('Noor de Wit'), level: '' };
  assert.equal(fill('{name}, dit is {level}. {other}', values), 'Noor, dit is …. …');
  assert.equal(firstName('  Jo '), 'Jo');
});

test('a slash at the beginning of a word asks for a phrase, within a word it does not', () => {
  assert.deepEqual(askedAt('/', 1), { from: 0, typed: '' });
  assert.deepEqual(askedAt('Mooi. /je st', 12), { from: 6, typed: 'je st' });
  assert.equal(askedAt('en/of', 5), null);
  assert.equal(askedAt('1/2 ', 4), null);
  assert.equal(askedAt('/je\nverder', 10), null);
  assert.equal(askedAt('/je st', 0), null);
});

test('each typed word begins one of the phrase’s, whatever its accents and capitals', () => {
  const all = [
    phrase('a', 'Eén ding tegelijk.'),
    phrase('b', 'Je stem blijft laag.', 'strength', true),
    phrase('c', 'Je stem helpt.', 'strength'),
  ];
  const found = (typed: string, kind: Phrase['kind'] = 'strength') =>
    matching(all, typed, kind).map(({ id }) => id);
  assert.deepEqual(found('een'), ['a']);
  assert.deepEqual(found('STEM je'), ['c', 'b']);
  assert.deepEqual(found(''), ['c', 'b', 'a']);
  assert.deepEqual(found('', 'note'), ['a', 'c', 'b']);
  assert.deepEqual(found('tem'), []);
});

test('a phrase takes the place of what asked for it, and its first gap is selected', () => {
  const text = 'Goed. /je en meer';
  const asked = askedAt(text, 9);
  assert.ok(asked);
  assert.deepEqual(insert(text, asked, 9, 'Je stem'), {
    text: 'Goed. Je stem en meer',
    start: 13,
    end: 13,
  });
  const { start, end } = insert(text, asked, 9, 'Bij … bleef je');
  assert.deepEqual([start, end], [10, 11]);
});
