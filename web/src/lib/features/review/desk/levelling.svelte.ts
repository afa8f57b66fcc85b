import { tick } from 'svelte';
import { afterScoring } from '#lib/features/review/keys/keys.ts';
import type { ReviewWork } from '#lib/features/review/saving/work.svelte.ts';
import { focusField, showField } from './criteria.ts';

const isInside = () => Boolean(document.activeElement?.closest('[data-criterion]'));

/** Which criterion the number keys score, and how the focus goes along. */
export class Levelling {
  chosen = $state<string | null>(null);
  #work: ReviewWork;

  constructor(work: ReviewWork) {
    this.#work = work;
  }

  /** The criterion that the next digit is about. */
  get scoring(): string | null {
    return this.chosen ?? this.#unscored ?? this.#criteria[0]?.id ?? null;
  }

  level(value: number): void {
    const found = this.#criteria.find(({ id }) => id === this.scoring);
    const level = found?.levels.find((one) => one.value === value);
    if (!found || !level || !this.#work.mayChange) return;
    this.#work.score(found.id, level.id);
    const next = afterScoring(this.#criteria, this.#work.marks.scores, found.id);
    this.chosen = next;
    // The focus inside a group goes along to the one that the next digit is about.
    const goesAlong = isInside();
    void tick().then(() => (goesAlong ? this.#focus(next) : showField(next)));
  }

  neighbour(by: 1 | -1): void {
    const at = this.#criteria.findIndex(({ id }) => id === this.scoring);
    this.#focus(this.#criteria[isInside() ? at + by : at]?.id);
  }

  /** Leads to the first criterion without a level. */
  seek(): void {
    this.#focus(this.#unscored);
  }

  get #criteria() {
    return this.#work.review.rubric.criteria;
  }

  get #unscored() {
    return this.#criteria.find(({ id }) => !this.#work.marks.scores[id])?.id;
  }

  #focus(id: string | undefined): void {
    if (id) focusField((this.chosen = id));
  }
}
