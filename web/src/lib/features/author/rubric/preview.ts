import type { Criterion } from '#lib/kit/api/coaching.ts';
import { LANGUAGES, type Language } from '#lib/kit/i18n/language.svelte.ts';
import type { RubricDraft, Texts } from './draft.ts';

/** Returns the text as a reader of the language gets it: in another where it is not written. */
const pick = (texts: Texts, language: Language): string =>
  [language, ...LANGUAGES].map((code) => texts[code]?.trim()).find(Boolean) ?? '';

/** Returns the criteria as the coach's desk gets them from the server. */
export const asCoachReads = (draft: RubricDraft, language: Language): Criterion[] =>
  draft.criteria.map((criterion, order) => ({
    id: criterion.key,
    order: order + 1,
    weight: criterion.weight,
    technique: criterion.technique,
    name: pick(criterion.name, language),
    description: pick(criterion.description, language),
    levels: criterion.levels.map((level, at) => ({
      id: `${criterion.key}-${at}`,
      value: at + 1,
      name: pick(level.name, language),
      description: pick(level.description, language),
    })),
  }));
