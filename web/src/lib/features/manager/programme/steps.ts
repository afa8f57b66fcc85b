import { newId } from '#lib/kit/api/ids.ts';
import type { StepDocument } from '#lib/kit/api/programmes.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';

type Texts = Partial<Record<Language, string>>;

const EMPTY = {
  scenario: null,
  review: 'always',
  title: {},
  text: {},
  minutes: null,
  workshop_kind: '',
} as const;

export const newExercise = (scenario: string): StepDocument => ({
  ...EMPTY,
  id: newId(),
  kind: 'exercise',
  scenario,
});

export const newTheory = (): StepDocument => ({ ...EMPTY, id: newId(), kind: 'theory' });

export const newWorkshop = (): StepDocument => ({ ...EMPTY, id: newId(), kind: 'workshop' });

/** Returns the steps with the one at `from` at the place `to`; as they were for a place beyond. */
export function moved(
  steps: readonly StepDocument[],
  from: number,
  to: number,
): readonly StepDocument[] {
  const step = steps[from];
  if (!step || to < 0 || to >= steps.length) return steps;
  return steps.toSpliced(from, 1).toSpliced(to, 0, step);
}

/** Returns the steps with one of them changed. */
export const changed = (
  steps: readonly StepDocument[],
  id: string,
  change: Partial<StepDocument>,
): readonly StepDocument[] => steps.map((step) => (step.id === id ? { ...step, ...change } : step));

/** Returns the text in this language, else in the other one. */
export const sayTexts = (texts: Texts, language: Language): string =>
  (texts[language] ?? '') || (texts.nl ?? '') || (texts.en ?? '');

/** Returns the texts without those that are empty, as the server keeps them. */
export const filled = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));

/** Tells whether two lists have the same steps, with the same content, in the same order. */
export const isSame = (one: readonly StepDocument[], other: readonly StepDocument[]): boolean =>
  JSON.stringify(one.map(comparable)) === JSON.stringify(other.map(comparable));

const comparable = ({
  id,
  kind,
  scenario,
  review,
  title,
  text,
  minutes,
  workshop_kind,
}: StepDocument) => [
  id,
  kind,
  scenario,
  review,
  [title?.nl ?? '', title?.en ?? ''],
  [text?.nl ?? '', text?.en ?? ''],
  minutes,
  workshop_kind ?? '',
];
