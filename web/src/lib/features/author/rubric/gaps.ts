import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import { LEAST_LEVELS, MOST_LEVELS, type Part, type RubricDraft, type Texts } from './draft.ts';

const LANGUAGES: readonly Language[] = ['nl', 'en'];

export type GapCode = 'criterion_missing' | 'levels_count' | 'text_missing' | 'language_missing';

/** Something that a rubric lacks. Of the whole rubric, it names no criterion. */
export type Gap = {
  code: GapCode;
  /** The criterion's place in the list. */
  criterion?: number;
  /** The level's place in the criterion; none where the criterion itself lacks something. */
  level?: number;
  part?: Part;
  /** The language in which to write: of a warning, the one that is missing. */
  language?: Language;
};

const has = (texts: Texts, language: Language): boolean => Boolean(texts[language]?.trim());

function* texts(draft: RubricDraft): Generator<[Omit<Gap, 'code'>, Texts]> {
  for (const [criterion, one] of draft.criteria.entries()) {
    for (const part of ['name', 'description'] as const) yield [{ criterion, part }, one[part]];
    for (const [level, step] of one.levels.entries())
      for (const part of ['name', 'description'] as const)
        yield [{ criterion, level, part }, step[part]];
  }
}

/** Returns what publication refuses, as the server would. */
export function gapsOf(draft: RubricDraft, language: Language): Gap[] {
  const found: Gap[] = draft.criteria.length ? [] : [{ code: 'criterion_missing' }];
  for (const [criterion, { levels }] of draft.criteria.entries())
    if (levels.length < LEAST_LEVELS || levels.length > MOST_LEVELS)
      found.push({ code: 'levels_count', criterion });
  for (const [place, text] of texts(draft))
    if (!LANGUAGES.some((code) => has(text, code)))
      found.push({ code: 'text_missing', ...place, language });
  return found;
}

/** Returns the texts that are there in one language only, which publication accepts. */
export function warningsOf(draft: RubricDraft): Gap[] {
  return [...texts(draft)].flatMap(([place, text]) => {
    const missing = LANGUAGES.filter((code) => !has(text, code));
    if (missing.length !== 1) return [];
    return [{ code: 'language_missing' as const, ...place, language: missing[0] as Language }];
  });
}
