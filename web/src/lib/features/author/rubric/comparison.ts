import type { CriterionDraft, LevelDraft, RubricDraft, Texts } from './draft.ts';

/** A criterion, or a level, in two versions; null on the side that doesn't have it. */
export type Pair<T> = { before: T | null; after: T | null };

const textsOf = (texts: Texts): string[] => Object.values(texts).filter((text) => text.trim());

const wordsOf = (one: CriterionDraft): Set<string> =>
  new Set(
    [...textsOf(one.name), ...textsOf(one.description)]
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** Returns how much two criteria are alike, 0 to 3: the same name, the same words, technique. */
function likeness(one: CriterionDraft, other: CriterionDraft): number {
  const isNamedSame = (['nl', 'en'] as const).some(
    (code) => one.name[code]?.trim() && one.name[code] === other.name[code],
  );
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  const all = new Set([...mine, ...theirs]).size;
  const words = all ? shared / all : 0;
  return (isNamedSame ? 1.5 : 0) + words + (one.technique === other.technique ? 0.4 : 0);
}

const ENOUGH = 0.6;

/**
 * Pairs the criteria of two versions, the most alike first. They come in the order of the later
 * version, what it no longer has after what preceded it.
 */
export function pairsOf(before: RubricDraft, after: RubricDraft): Pair<CriterionDraft>[] {
  const all = before.criteria.flatMap((one, from) =>
    after.criteria.map((other, to) => ({ from, to, like: likeness(one, other) })),
  );
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to, like } of all.toSorted((one, other) => other.like - one.like)) {
    if (like < ENOUGH || partner.has(to) || taken.has(from)) continue;
    partner.set(to, from);
    taken.add(from);
  }
  const pairs: Pair<CriterionDraft>[] = after.criteria.map((one, to) => ({
    before: before.criteria[partner.get(to) ?? -1] ?? null,
    after: one,
  }));
  for (const [from, one] of before.criteria.entries()) {
    if (taken.has(from)) continue;
    const earlier = before.criteria.slice(0, from);
    const place = pairs.findLastIndex((pair) => pair.before && earlier.includes(pair.before));
    pairs.splice(place + 1, 0, { before: one, after: null });
  }
  return pairs;
}

/** Pairs levels by their number. */
export const levelPairs = ({ before, after }: Pair<CriterionDraft>): Pair<LevelDraft>[] => {
  const [one, other] = [before?.levels ?? [], after?.levels ?? []];
  return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => ({
    before: one[at] ?? null,
    after: other[at] ?? null,
  }));
};

const sameTexts = (one: Texts = {}, other: Texts = {}): boolean =>
  (['nl', 'en'] as const).every((code) => (one[code] ?? '') === (other[code] ?? ''));

const sameWritten = (one: LevelDraft | null, other: LevelDraft | null): boolean =>
  sameTexts(one?.name, other?.name) && sameTexts(one?.description, other?.description);

/** Tells whether both versions say the same in this pair. */
export function isUnchanged(pair: Pair<CriterionDraft>): boolean {
  const { before, after } = pair;
  if (!before || !after) return false;
  return (
    before.technique === after.technique &&
    before.weight === after.weight &&
    sameWritten(before, after) &&
    before.levels.length === after.levels.length &&
    levelPairs(pair).every((level) => sameWritten(level.before, level.after))
  );
}
