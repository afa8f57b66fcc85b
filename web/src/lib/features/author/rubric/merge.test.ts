import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CriterionDraft, RubricDraft } from './draft.ts';
import { choicesOf, mergedBy } from './merge.ts';

const level = (text: string) => ({ name: { nl: text }, description: { nl: text } });
const criterion = (name: string, technique: string, about = name): CriterionDraft => ({
  key: `${name}-${Math.random()}`,
  technique,
  weight: 1,
  name: { nl: name },
  description: { nl: about },
  levels: ['x', 'y'].map(level),
});
const rubric = (...criteria: CriterionDraft[]): RubricDraft => ({ rubric: 'r', criteria });
const says = ({ criteria }: RubricDraft) => criteria.map(({ description }) => description.nl);

const alfa = (about?: string) => criterion('Alfa', 'thanking', about);
const beta = (about?: string) => criterion('Beta', 'reflecting', about);
const gamma = (about?: string) => criterion('Gamma', 'apologising', about);
const suggested = (base: RubricDraft, mine: RubricDraft, theirs: RubricDraft) =>
  says(mergedBy(mine, choicesOf(base, mine, theirs), new Map()));

test('what each side changed alone stays as that side has it', () => {
  const base = rubric(alfa(), beta());
  const mine = rubric(alfa('my alfa'), beta());
  const theirs = rubric(alfa(), beta('their beta'));
  assert.deepEqual(suggested(base, mine, theirs), ['my alfa', 'their beta']);
});

test('where both changed the same, mine is suggested and theirs can be chosen', () => {
  const base = rubric(alfa());
  const [mine, theirs] = [rubric(alfa('mine')), rubric(alfa('theirs'))];
  const choices = choicesOf(base, mine, theirs);
  assert.deepEqual(says(mergedBy(mine, choices, new Map())), ['mine']);
  assert.deepEqual(says(mergedBy(mine, choices, new Map([[0, 'theirs']]))), ['theirs']);
});

test('what either side added stays', () => {
  const base = rubric(alfa());
  assert.deepEqual(suggested(base, rubric(alfa(), beta()), rubric(alfa(), gamma())), [
    'Alfa',
    'Gamma',
    'Beta',
  ]);
});

test('what either side took out and the other left alone goes', () => {
  const base = rubric(alfa(), beta(), gamma());
  assert.deepEqual(suggested(base, rubric(alfa(), gamma()), rubric(alfa(), beta())), ['Alfa']);
});

test('what one side took out and the other changed is kept by my suggestion alone', () => {
  const base = rubric(alfa(), beta());
  assert.deepEqual(suggested(base, rubric(alfa(), beta('mine')), rubric(alfa())), ['Alfa', 'mine']);
});
