import { keyOf, markAt, withRivals, type Change, type Conflict, type Marks } from './marks.ts';
import { CHANGED, type Saving } from './saving.ts';

/**
 * What another tab left at a place where something else of the coach's waits or was saved: the
 * coach chooses.
 */
export class Rivals {
  all: readonly Change[] = [];

  /** Keeps the rivals among what several tabs left, and returns the first of each place. */
  part(changes: readonly Change[]): Change[] {
    const { firsts, rivals } = withRivals(changes);
    this.all = rivals;
    return firsts;
  }

  /** Returns how the saving stands, which is unsaved for as long as the coach has to choose. */
  of(saving: Saving): Saving {
    if (!this.all.length || saving.problem) return saving;
    return { ...saving, state: 'unsaved', problem: CHANGED };
  }

  /** Drops a rival that was chosen about; false where the change is none. */
  settle(change: Change): boolean {
    const left = this.all.filter((rival) => rival !== change);
    const isOne = left.length < this.all.length;
    this.all = left;
    return isOne;
  }

  /** Returns those to choose about: one for each place, where no choice of `others` comes first. */
  conflicts(others: readonly Conflict[], marks: Marks): Conflict[] {
    const seen = new Set(others.map(({ mine }) => keyOf(mine)));
    return this.all.flatMap((mine) => {
      if (seen.has(keyOf(mine))) return [];
      seen.add(keyOf(mine));
      return [{ mine, theirs: markAt(marks, mine) }];
    });
  }
}
