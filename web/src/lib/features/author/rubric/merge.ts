import { isUnchanged, pairsOf, type Pair } from './comparison.ts';
import type { CriterionDraft, RubricDraft } from './draft.ts';

export type Side = 'mine' | 'theirs';

/** The criteria of two drafts, theirs before and mine after, with the side that changed each. */
export type Choice = { pair: Pair<CriterionDraft>; suggested: Side };

const find = (pairs: readonly Pair<CriterionDraft>[], one: CriterionDraft | null) =>
  pairs.find(({ after }) => after === one) ?? { before: null, after: one };

/**
 * Returns the criteria of both drafts, and for each the side that changed it since `base`; mine
 * where both did.
 */
export function choicesOf(base: RubricDraft, mine: RubricDraft, theirs: RubricDraft): Choice[] {
  const [since, sinceThen] = [pairsOf(base, mine), pairsOf(base, theirs)];
  return pairsOf(theirs, mine).map((pair) => {
    if (!pair.after) {
      // Mine lacks it: new there, unless it was there when both began and I took it out.
      const isNew = find(sinceThen, pair.before).before === null;
      return { pair, suggested: isNew ? 'theirs' : 'mine' };
    }
    return { pair, suggested: isUnchanged(find(since, pair.after)) ? 'theirs' : 'mine' };
  });
}

/** Returns the draft that has each criterion as it was chosen. */
export function mergedBy(
  mine: RubricDraft,
  choices: readonly Choice[],
  chosen: ReadonlyMap<number, Side>,
): RubricDraft {
  const criteria = choices.flatMap(({ pair, suggested }, at) => {
    const side = chosen.get(at) ?? suggested;
    return (side === 'mine' ? pair.after : pair.before) ?? [];
  });
  return { ...mine, criteria };
}
