import type { RubricVersion } from '#lib/kit/api/authoring.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';

export type Texts = Partial<Record<Language, string>>;

export type LevelDraft = { name: Texts; description: Texts };

export type CriterionDraft = {
  /** Names the criterion on this page; the server has no such name. */
  key: string;
  technique: string;
  /** 1 to 9: how much it counts beside the others. */
  weight: number;
  name: Texts;
  description: Texts;
  /** Level 1 first. */
  levels: readonly LevelDraft[];
};

/** A rubric version's document as its author changes it; values are never changed in place. */
export type RubricDraft = { rubric: string; criteria: readonly CriterionDraft[] };

export type Part = 'name' | 'description';

export const [LEAST_LEVELS, MOST_LEVELS, MOST_CRITERIA, HEAVIEST] = [2, 9, 20, 9];
const USUAL_LEVELS = 3;

type Sent = Pick<RubricVersion, 'rubric' | 'criteria'>;

/**
 * Returns the draft of a document as the server gives it. Levels are counted by their place, so
 * that numbers with a hole between them close up. `keys` makes the names of the criteria.
 */
export function fromServer(document: Sent, keys: () => string): RubricDraft {
  const criteria = document.criteria.map(({ technique, weight, name, description, levels }) => ({
    key: keys(),
    technique,
    weight: weight ?? 1,
    name,
    description,
    levels: levels.map((level) => ({ name: level.name, description: level.description })),
  }));
  return { rubric: document.rubric, criteria };
}

const written = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));

/** Returns the document as the server takes it. */
export function toServer(draft: RubricDraft): Sent {
  const criteria = draft.criteria.map(({ technique, weight, name, description, levels }) => ({
    technique,
    weight,
    name: written(name),
    description: written(description),
    levels: levels.map((level, at) => ({
      value: at + 1,
      name: written(level.name),
      description: written(level.description),
    })),
  }));
  return { rubric: draft.rubric, criteria } as Sent;
}

/** Tells whether the server would store the same for both. */
export const isSame = (one: RubricDraft, other: RubricDraft): boolean =>
  JSON.stringify(inOrder(toServer(one))) === JSON.stringify(inOrder(toServer(other)));

/** Returns the value with the members of each object sorted, so that equal ones read the same. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, part]) => [name, inOrder(part)]));
}

/** The number of columns that a table of the criteria needs. */
export const columnsOf = ({ criteria }: RubricDraft): number =>
  Math.max(0, ...criteria.map(({ levels }) => levels.length));

const emptyLevel = (name: Texts = {}): LevelDraft => ({ name, description: {} });

/** Returns a new criterion whose levels are called as those of the last one. */
export function newCriterion(draft: RubricDraft, key: string, technique: string): CriterionDraft {
  const like = draft.criteria.at(-1)?.levels ?? [];
  const levels = like.length
    ? like.map(({ name }) => emptyLevel(name))
    : Array.from({ length: USUAL_LEVELS }, () => emptyLevel());
  return { key, technique, weight: 1, name: {}, description: {}, levels };
}

export const addCriterion = (
  draft: RubricDraft,
  criterion: CriterionDraft,
  at = draft.criteria.length,
): RubricDraft => ({ ...draft, criteria: draft.criteria.toSpliced(at, 0, criterion) });

export const removeCriterion = (draft: RubricDraft, key: string): RubricDraft => ({
  ...draft,
  criteria: draft.criteria.filter((one) => one.key !== key),
});

export const changeCriterion = (
  draft: RubricDraft,
  key: string,
  to: Partial<Omit<CriterionDraft, 'key'>>,
): RubricDraft => ({
  ...draft,
  criteria: draft.criteria.map((one) => (one.key === key ? { ...one, ...to } : one)),
});

/** Returns the draft with a criterion one place up (-1) or down (1). */
export function moveCriterion(draft: RubricDraft, key: string, by: -1 | 1): RubricDraft {
  const at = draft.criteria.findIndex((one) => one.key === key);
  const one = draft.criteria[at];
  if (!one || !draft.criteria[at + by]) return draft;
  return { ...draft, criteria: draft.criteria.toSpliced(at, 1).toSpliced(at + by, 0, one) };
}

const withText = (texts: Texts, language: Language, text: string): Texts => ({
  ...texts,
  [language]: text,
});

export function writeCriterion(
  draft: RubricDraft,
  key: string,
  part: Part,
  language: Language,
  text: string,
): RubricDraft {
  const one = draft.criteria.find((criterion) => criterion.key === key);
  if (!one) return draft;
  return changeCriterion(draft, key, { [part]: withText(one[part], language, text) });
}

export function writeLevel(
  draft: RubricDraft,
  key: string,
  at: number,
  part: Part,
  language: Language,
  text: string,
): RubricDraft {
  const one = draft.criteria.find((criterion) => criterion.key === key);
  if (!one) return draft;
  const levels = one.levels.map((level, index) =>
    index === at ? { ...level, [part]: withText(level[part], language, text) } : level,
  );
  return changeCriterion(draft, key, { levels });
}

function eachLevels(
  draft: RubricDraft,
  change: (levels: readonly LevelDraft[]) => readonly LevelDraft[],
): RubricDraft {
  const criteria = draft.criteria.map((one) => ({ ...one, levels: change(one.levels) }));
  return { ...draft, criteria };
}

/** Returns the draft with one more level on top in each criterion that can have one. */
export const addLevel = (draft: RubricDraft): RubricDraft => {
  const columns = columnsOf(draft);
  if (columns >= MOST_LEVELS) return draft;
  return eachLevels(draft, (levels) =>
    levels.length === columns ? [...levels, emptyLevel()] : levels,
  );
};

/** Returns the draft in which one criterion has a level more. */
export const extendCriterion = (draft: RubricDraft, key: string): RubricDraft => ({
  ...draft,
  criteria: draft.criteria.map((one) =>
    one.key === key && one.levels.length < MOST_LEVELS
      ? { ...one, levels: [...one.levels, emptyLevel()] }
      : one,
  ),
});

/** Returns the draft without the level at this place, in every criterion that has it. */
export const removeLevel = (draft: RubricDraft, at: number): RubricDraft =>
  eachLevels(draft, (levels) => levels.filter((_, index) => index !== at));

/** Returns the draft with the level one place down (-1) or up (1) in every criterion. */
export const moveLevel = (draft: RubricDraft, at: number, by: -1 | 1): RubricDraft =>
  eachLevels(draft, (levels) => {
    const one = levels[at];
    if (!one || !levels[at + by]) return levels;
    return levels.toSpliced(at, 1).toSpliced(at + by, 0, one);
  });
