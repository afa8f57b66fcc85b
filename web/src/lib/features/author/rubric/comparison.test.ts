import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnchanged, levelPairs, pairsOf } from './comparison.ts';
import type { CriterionDraft, RubricDraft } from './draft.ts';
import { compareWords, type Piece } from './words-diff.ts';

const textOf = (pieces: readonly Piece[], kind: Piece['kind']) =>
  pieces
    .filter((piece) => piece.kind === 'same' || piece.kind === kind)
    .map(({ text }) => text)
    .join('');

const short = (before: string, after: string) =>
  compareWords(before, after)
    .map(({ kind, text }) => ({ same: text, added: `{+${text}}`, removed: `{-${text}}` })[kind])
    .join('');

test('words that were added and removed stand where they were', () => {
  assert.equal(
    short('Je luistert rustig.', 'Je luistert goed en rustig.'),
    'Je luistert {+goed en }rustig.',
  );
  assert.equal(
    short('Je luistert heel rustig.', 'Je luistert rustig.'),
    'Je luistert {-heel }rustig.',
  );
  assert.equal(short('Je zegt sorry.', 'Je zegt dank je.'), 'Je zegt {-sorry}{+dank je}.');
});

test('a text that came or went is one piece', () => {
  assert.deepEqual(compareWords('', 'Nieuw hier'), [{ kind: 'added', text: 'Nieuw hier' }]);
  assert.deepEqual(compareWords('Oud hier', ''), [{ kind: 'removed', text: 'Oud hier' }]);
  assert.deepEqual(compareWords('gelijk', 'gelijk'), [{ kind: 'same', text: 'gelijk' }]);
  assert.deepEqual(compareWords('', ''), []);
});

test('accents, apostrophes and hyphens belong to a word', () => {
  assert.equal(short("foto's één", "foto's een"), "foto's {-één}{+een}");
});

/** A small generator of numbers, the same in each run. */
function* numbers(seed: number): Generator<number> {
  for (let now = seed; ;) {
    now = (now * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield now;
  }
}

test('of any two texts the pieces give both back, and equal words are never lost needlessly', () => {
  const words = ['a', 'b', 'c', ' ', ' ', '\n', '.', 'één', '  '];
  const source = numbers(7);
  const next = () => source.next().value as number;
  const text = () =>
    Array.from({ length: next() % 12 }, () => words[next() % words.length]).join('');
  for (let round = 0; round < 3000; round += 1) {
    const [before, after] = [text(), text()];
    const pieces = compareWords(before, after);
    assert.equal(textOf(pieces, 'removed'), before, JSON.stringify([before, after]));
    assert.equal(textOf(pieces, 'added'), after, JSON.stringify([before, after]));
    if (before === after) assert.ok(pieces.every(({ kind }) => kind === 'same'));
  }
});

test('texts of the greatest length are compared', () => {
  const long = 'woord '.repeat(800);
  const pieces = compareWords(`begin ${long}einde`, `start ${long}slot`);
  assert.equal(textOf(pieces, 'added'), `start ${long}slot`);
});

const level = (text: string) => ({ name: { nl: text }, description: { nl: text } });
const criterion = (
  name: string,
  technique: string,
  about = name,
  levels = ['x', 'y'],
): CriterionDraft => ({
  key: `${name}-${technique}`,
  technique,
  weight: 1,
  name: { nl: name },
  description: { nl: about },
  levels: levels.map(level),
});
const rubric = (...criteria: CriterionDraft[]): RubricDraft => ({ rubric: 'r', criteria });
const called = (one: CriterionDraft | null) => one?.name.nl ?? null;

test('a criterion is known again after it moved or was called otherwise', () => {
  const before = rubric(
    criterion('Luisteren', 'letting_vent', 'Laat je de klant uitpraten?'),
    criterion('Danken', 'thanking', 'Dank je de klant?'),
  );
  const after = rubric(
    criterion('Bedanken', 'thanking', 'Dank je de klant oprecht?'),
    criterion('Luisteren', 'letting_vent', 'Laat je de klant uitpraten?'),
  );
  assert.deepEqual(
    pairsOf(before, after).map((pair) => [called(pair.before), called(pair.after)]),
    [
      ['Danken', 'Bedanken'],
      ['Luisteren', 'Luisteren'],
    ],
  );
});

test('what is gone stands after what preceded it, what is new where it is', () => {
  const [a, b, c] = [
    criterion('Alfa', 'thanking'),
    criterion('Beta', 'reflecting'),
    criterion('Gamma', 'apologising'),
  ];
  const found = pairsOf(rubric(a, b), rubric(a, c));
  assert.deepEqual(
    found.map((pair) => [called(pair.before), called(pair.after)]),
    [
      ['Alfa', 'Alfa'],
      ['Beta', null],
      [null, 'Gamma'],
    ],
  );
});

test('a pair is unchanged only where every word, level, weight and technique is', () => {
  const one = criterion('Alfa', 'thanking');
  const same = { before: one, after: { ...one, key: 'other' } };
  assert.equal(isUnchanged(same), true);
  for (const to of [
    { weight: 2 },
    { technique: 'reflecting' },
    { name: { nl: 'Alfa', en: 'Alpha' } },
    { levels: [level('x')] },
    { levels: [level('x'), level('z')] },
  ])
    assert.equal(isUnchanged({ before: one, after: { ...one, ...to } }), false);
  assert.equal(isUnchanged({ before: one, after: null }), false);
});

test('levels are compared by their number', () => {
  const before = criterion('Alfa', 'thanking', 'Alfa', ['x', 'y']);
  const after = criterion('Alfa', 'thanking', 'Alfa', ['x', 'y', 'z']);
  assert.deepEqual(levelPairs({ before, after }).at(-1), { before: null, after: level('z') });
});
