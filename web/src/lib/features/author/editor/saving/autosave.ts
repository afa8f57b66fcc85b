import { Problem } from '#lib/kit/api/problem.ts';
import type { Tagged } from '#lib/kit/api/tagged.ts';

/** How the saving stands; `at` is when all was last saved, `problem` why something is not. */
export type Saving = {
  state: 'untouched' | 'saving' | 'saved' | 'unsaved' | 'conflict';
  at: Date | null;
  problem: Problem | null;
};

/** What somebody else saved meanwhile, and what both began from. */
export type Conflict<T> = { base: T; theirs: Tagged<T> };

export type Deps<T> = {
  send: (value: T, etag: string) => Promise<Tagged<T>>;
  /** Reads what the server has now. */
  read: () => Promise<Tagged<T>>;
  isSame: (one: T, other: T) => boolean;
  /** Called whenever the state of the saving has changed. */
  changed: () => void;
  /** Calls later and returns the way to call it off; a test has a clock of its own. */
  later?: (ms: number, call: () => void) => () => void;
};

const AFTER_LAST_KEY_MS = 1000;
const PAUSES_MS = [2000, 4000, 8000, 15_000, 30_000];
const CHANGED = 412;

function byTimer(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}

const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 500);

const mayPass = (problem: Problem): boolean =>
  problem.isPassing || problem.status >= 500 || problem.isForSomeoneElse;

/**
 * Saves a whole document a second after its last change, one request at a time, always over the
 * state that was seen.
 *
 * A fault that may pass is tried again with growing pauses; a refused document waits for its next
 * change; one that somebody else saved over waits for `settle`. An own save whose answer was lost
 * is recognised and is no conflict.
 */
export class AutoSave<T> {
  conflict: Conflict<T> | null = null;
  #deps: Required<Deps<T>>;
  #wanted: T;
  #saved: Tagged<T>;
  #dirty = false;
  /** What was sent since the last answer: the server may have any of it. */
  #unanswered: T[] = [];
  #problem: Problem | null = null;
  #savedAt: Date | null = null;
  #fails = 0;
  #cancel: () => void = () => undefined;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(saved: Tagged<T>, deps: Deps<T>) {
    this.#deps = { later: byTimer, ...deps };
    this.#saved = saved;
    this.#wanted = saved.value;
  }

  get saving(): Saving {
    const at = this.#savedAt;
    if (this.conflict) return { state: 'conflict', at, problem: this.#problem };
    if (this.#problem && this.#dirty) return { state: 'unsaved', at, problem: this.#problem };
    if (this.#dirty) return { state: 'saving', at, problem: null };
    return { state: at ? 'saved' : 'untouched', at, problem: null };
  }

  /** What the server has, as far as it has answered. */
  get saved(): Tagged<T> {
    return this.#saved;
  }

  get isDirty(): boolean {
    return this.#dirty;
  }

  put(value: T): void {
    this.#wanted = value;
    this.#dirty = true;
    // A refused document may be right now; while the server cannot be reached, its pause goes on.
    if (this.#problem && !mayPass(this.#problem)) this.#problem = null;
    if (!this.#problem) this.#after(AFTER_LAST_KEY_MS);
    this.#deps.changed();
  }

  /** Sends at once; true when nothing is left unsaved. */
  async flush(): Promise<boolean> {
    this.#cancel();
    await this.#run();
    return !this.#dirty;
  }

  /** Sends what it can and then nothing more. */
  async close(): Promise<boolean> {
    const all = await this.flush();
    this.#closed = true;
    this.#cancel();
    return all;
  }

  /** Goes on with `value` over what somebody else saved. */
  settle(value: T): void {
    if (!this.conflict) return;
    this.#saved = this.conflict.theirs;
    [this.conflict, this.#problem, this.#unanswered] = [null, null, []];
    this.#wanted = value;
    this.#dirty = !this.#deps.isSame(value, this.#saved.value);
    if (!this.#dirty) this.#savedAt = new Date();
    else this.#after(0);
    this.#deps.changed();
  }

  #after(ms: number): void {
    this.#cancel();
    if (!this.#closed) this.#cancel = this.#deps.later(ms, () => void this.#run());
  }

  #run(): Promise<void> {
    this.#running ??= this.#work().finally(() => (this.#running = null));
    return this.#running;
  }

  async #work(): Promise<void> {
    while (this.#dirty && !this.conflict && !this.#closed) {
      if (!(await this.#tryOnce())) return;
    }
  }

  async #tryOnce(): Promise<boolean> {
    const sent = this.#wanted;
    this.#unanswered.push(sent);
    try {
      this.#confirm(sent, await this.#deps.send(sent, this.#saved.etag));
      return true;
    } catch (fault) {
      return await this.#failed(asProblem(fault));
    } finally {
      this.#deps.changed();
    }
  }

  #confirm(sent: T, answer: Tagged<T>): void {
    this.#saved = { value: sent, etag: answer.etag };
    [this.#problem, this.#fails, this.#unanswered] = [null, 0, []];
    this.#savedAt = new Date();
    this.#dirty = this.#wanted !== sent;
  }

  /** Returns whether the same document is worth sending again at once. */
  async #failed(problem: Problem): Promise<boolean> {
    if (problem.status === CHANGED) return this.#compare(problem);
    this.#problem = problem;
    if (!mayPass(problem)) {
      this.#unanswered = [];
      return false;
    }
    this.#after(PAUSES_MS[Math.min(this.#fails++, PAUSES_MS.length - 1)] ?? 0);
    return false;
  }

  async #compare(problem: Problem): Promise<boolean> {
    let theirs: Tagged<T>;
    try {
      theirs = await this.#deps.read();
    } catch (fault) {
      return this.#failed(asProblem(fault));
    }
    if (this.#unanswered.some((sent) => this.#deps.isSame(sent, theirs.value))) {
      this.#confirm(this.#wanted, theirs);
      this.#dirty = !this.#deps.isSame(this.#wanted, theirs.value);
      this.#saved = theirs;
      return this.#dirty;
    }
    this.#problem = problem;
    this.conflict = { base: this.#saved.value, theirs };
    return false;
  }
}
