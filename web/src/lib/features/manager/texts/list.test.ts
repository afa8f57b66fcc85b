import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byKind } from './list.ts';

const one = (kind: string, language: 'nl' | 'en') => ({
  kind,
  label: `a ${kind}`,
  language,
  is_own: false,
  wordings: 1,
  has_faults: false,
});

test('the languages of a kind come together, and kinds stay in their order', () => {
  const found = byKind([one('nudge', 'nl'), one('nudge', 'en'), one('added', 'nl')]);
  assert.deepEqual(
    found.map(({ label, texts }) => [label, texts.map(({ language }) => language)]),
    [
      ['A nudge', ['nl', 'en']],
      ['A added', ['nl']],
    ],
  );
});
