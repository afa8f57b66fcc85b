import { Problem } from '#lib/kit/api/problem.ts';
import { keyOf, type Change, type Mark } from './marks.ts';

/** How the saving stands. `problem` is why something is not saved yet; `at` when it last all was. */
export type Saving = {
  state: 'untouched' | 'saving' | 'saved' | 'unsaved';
  at: Date | null;
  problem: Problem | null;
};

/** Whatever was thrown, as a problem that a screen can show. */
export const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 500);

type Deps = {
  /** Gives what the server keeps of it. */
  send: (change: Change) => Promise<Mark | null>;
  /** Called whenever what waits, or how it stands, has changed. */
  changed: () => void;
  /** Calls later and gives the way to call it off; the clock of a test goes here. */
  later?: (ms: number, call: () => void) => () => void;
};

/** Why something is not saved about which the coach has to choose first. */
export const CHANGED = new Problem('mark_changed', 412);
const DEBOUNCE_MS = 700;
const PAUSES_MS = [2000, 4000, 8000, 15_000, 30_000];

function byTimer(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}

/**
 * Sends changes one after another, the newest of each key only. A fault that may pass is tried
 * again with growing pauses; a refused change waits for its next edit; one of something that was
 * changed elsewhere waits until the coach has chosen; a lost lease stops all of it. Nothing leaves
 * `waiting` before the server has confirmed that very change.
 */
export class SaveQueue {
  #deps: Required<Deps>;
  #waiting = new Map<string, Change>();
  #ready = new Set<string>();
  #refused = new Map<string, Problem>();
  #conflicts = new Map<string, Problem>();
  #delays = new Map<string, () => void>();
  #cancelRetry: () => void = () => undefined;
  #fails = 0;
  #problem: Problem | null = null;
  #savedAt: Date | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(deps: Deps) {
    this.#deps = { later: byTimer, ...deps };
  }

  get waiting(): Change[] {
    return [...this.#waiting.values()];
  }

  /** Of what waits: what the coach has to choose about first. */
  get conflicting(): Change[] {
    return this.waiting.filter((change) => this.#conflicts.has(keyOf(change)));
  }

  get saving(): Saving {
    const [refused] = [...this.#refused.values(), ...this.#conflicts.values()];
    const problem = this.#problem ?? refused ?? null;
    const at = this.#savedAt;
    if (problem && this.#waiting.size) return { state: 'unsaved', at, problem };
    if (this.#waiting.size) return { state: 'saving', at, problem: null };
    return { state: at ? 'saved' : 'untouched', at, problem: null };
  }

  /** Takes a change in; it goes out after a pause in the typing, or at once with `now`. */
  put(change: Change, now = false): void {
    const key = keyOf(change);
    const before = this.#waiting.get(key);
    const whole = before ? ({ ...change, base: before.base } as Change) : change;
    this.#waiting.set(key, whole);
    this.#refused.delete(key);
    this.#delays.get(key)?.();
    if (this.#conflicts.has(key)) this.#delays.delete(key);
    else if (now) this.#release(key);
    else
      this.#delays.set(
        key,
        this.#deps.later(DEBOUNCE_MS, () => this.#release(key)),
      );
    this.#deps.changed();
  }

  /** The coach has chosen: nothing of this place waits any more. */
  settle(change: Change): void {
    const key = keyOf(change);
    for (const kept of [this.#waiting, this.#ready, this.#refused, this.#conflicts]) {
      kept.delete(key);
    }
    this.#deps.changed();
  }

  /** Sends all that waits without its pause; true when nothing is left unsaved. */
  async flush(): Promise<boolean> {
    for (const key of this.#waiting.keys()) this.#ready.add(key);
    for (const cancel of this.#delays.values()) cancel();
    this.#delays.clear();
    await this.retry();
    return this.#waiting.size === 0;
  }

  /** Tries at once again, for instance when the connection is back. */
  async retry(): Promise<void> {
    this.#cancelRetry();
    await this.#run();
  }

  /** Stops sending, with everything kept: the lease is lost. */
  stop(problem: Problem): void {
    this.#stopped = true;
    this.#problem = problem;
    this.#cancelRetry();
    this.#deps.changed();
  }

  /** Sends what it can and then nothing more: the screen is left. What is unsaved is kept. */
  async close(): Promise<void> {
    await this.flush();
    this.#stopped = true;
    this.#cancelRetry();
  }

  /** Goes on with exactly these changes, under a new lease; the coach chooses about the others. */
  restart(changes: Change[], conflicts: Change[] = []): void {
    this.keep(conflicts);
    this.#stopped = false;
    for (const change of conflicts) this.#conflicts.set(keyOf(change), CHANGED);
    for (const change of changes) this.put(change, true);
    this.#deps.changed();
  }

  /** Keeps exactly these changes without sending them. */
  keep(changes: Change[]): void {
    for (const cancel of this.#delays.values()) cancel();
    for (const kept of [this.#ready, this.#refused, this.#delays, this.#conflicts]) kept.clear();
    this.#waiting = new Map(changes.map((change) => [keyOf(change), change]));
    [this.#stopped, this.#problem, this.#fails] = [true, null, 0];
    this.#deps.changed();
  }

  #release(key: string): void {
    this.#delays.delete(key);
    this.#ready.add(key);
    if (!this.#problem) void this.#run();
  }

  #run(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #work(): Promise<void> {
    for (let change = this.#next(); change; change = this.#next()) {
      if (!(await this.#tryOne(change))) return;
    }
  }

  #next(): Change | undefined {
    if (this.#stopped) return undefined;
    const due = [...this.#ready].find(
      (key) => !this.#refused.has(key) && !this.#conflicts.has(key),
    );
    return due === undefined ? undefined : this.#waiting.get(due);
  }

  async #tryOne(change: Change): Promise<boolean> {
    const key = keyOf(change);
    this.#ready.delete(key);
    try {
      this.#confirm(key, change, await this.#deps.send(change));
      return true;
    } catch (fault) {
      return this.#failed(key, fault);
    } finally {
      this.#deps.changed();
    }
  }

  #confirm(key: string, sent: Change, kept: Mark | null): void {
    [this.#problem, this.#fails, this.#savedAt] = [null, 0, new Date()];
    const now = this.#waiting.get(key);
    if (now === sent) this.#waiting.delete(key);
    // Changed while it was under way: what the server has now is the base of what is left.
    else if (now) this.#waiting.set(key, { ...now, base: kept } as Change);
  }

  #failed(key: string, fault: unknown): boolean {
    if (this.#waiting.has(key)) this.#ready.add(key);
    const problem = asProblem(fault);
    if (this.#stopped) return false;
    if (problem.isPassing || problem.status >= 500 || problem.isForSomeoneElse) {
      this.#problem = problem;
      const pause = PAUSES_MS[Math.min(this.#fails++, PAUSES_MS.length - 1)] ?? 0;
      this.#cancelRetry = this.#deps.later(pause, () => void this.#run());
      return false;
    }
    (problem.code === 'mark_changed' ? this.#conflicts : this.#refused).set(key, problem);
    return true;
  }
}
