/** Changes of the same place within this time are taken back together, in ms. */
const TOGETHER_MS = 1000;
const MOST = 500;

/**
 * Keeps whole values, so that changes can be taken back and made again.
 *
 * Typing in one field without a pause is one change.
 */
export class History<T> {
  #past: T[] = [];
  #future: T[] = [];
  #now: T;
  #place = '';
  #at = -Infinity;
  #clock: () => number;

  constructor(now: T, clock: () => number = Date.now) {
    this.#now = now;
    this.#clock = clock;
  }

  get now(): T {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Takes a new value; an empty `place` is always a change of its own. */
  change(next: T, place = ''): void {
    const at = this.#clock();
    const goesOn = place !== '' && place === this.#place && at - this.#at < TOGETHER_MS;
    if (!goesOn) this.#past = [...this.#past.slice(1 - MOST), this.#now];
    [this.#now, this.#place, this.#at, this.#future] = [next, place, at, []];
  }

  undo(): T {
    const before = this.#past.at(-1);
    if (before === undefined) return this.#now;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#now];
    [this.#now, this.#place] = [before, ''];
    return before;
  }

  redo(): T {
    const after = this.#future.at(-1);
    if (after === undefined) return this.#now;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#now];
    [this.#now, this.#place] = [after, ''];
    return after;
  }

  /**
   * Goes on from a value in which somebody else's changes are: taking back what came before would
   * take those back too.
   */
  restart(now: T): void {
    [this.#past, this.#future, this.#now, this.#place] = [[], [], now, ''];
  }
}
