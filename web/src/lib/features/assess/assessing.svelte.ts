import { Problem } from '#lib/kit/api/problem.ts';
import { putSelfScore, readSelfAssessment } from '#lib/kit/api/selfAssessment.ts';
import type { SelfAssessment } from '#lib/kit/api/types.ts';
import { KeptLevels, type Given } from './kept.ts';

const asProblem = (fault: unknown) =>
  fault instanceof Problem ? fault : new Problem('unknown', 0);

/** True when sending the same again may help: a refusal stays one. */
const mayArrive = (problem: Problem) =>
  problem.isPassing || problem.status >= 500 || problem.isForSomeoneElse;

/**
 * The levels that a person gives themselves after sending: each is kept on this device at the tap,
 * and sent at once or as soon as there is a network.
 */
export class Assessing {
  /** The rubric, and the levels that the server has. */
  known = $state.raw<SelfAssessment | undefined>(undefined);
  /** What the server does not have yet. */
  waiting = $state.raw<readonly Given[]>([]);
  /** Why it does not have it. */
  problem = $state.raw<Problem | null>(null);
  /** Levels came too late: the feedback was read before, or the recording was taken back. */
  late = $state<'self_assessment_closed' | 'not_submitted' | null>(null);
  #org: string;
  #attempt: string;
  #kept: KeptLevels;
  #sending: Promise<void> | null = null;

  constructor(org: string, attempt: string, kept: KeptLevels) {
    this.#org = org;
    this.#attempt = attempt;
    this.#kept = kept;
    this.waiting = kept.all();
    this.known = (this.waiting.length && kept.rubric()) || undefined;
  }

  /** Sends what waits, then reads what the server has. Throws where it can't be read. */
  async load(): Promise<SelfAssessment> {
    await this.send();
    this.known = await readSelfAssessment(this.#org, this.#attempt);
    return this.known;
  }

  /** Returns the level given on a criterion, sent or not. */
  levelOf(criterion: string): string | null {
    const given = this.waiting.find((one) => one.criterion === criterion);
    return (
      given?.level ?? this.known?.scores.find((one) => one.criterion === criterion)?.level ?? null
    );
  }

  choose(criterion: string, level: string): void {
    if (!this.known) return;
    this.#kept.keep({ submission: this.known.submission, criterion, level }, this.known);
    this.waiting = this.#kept.all();
    void this.send();
  }

  /** Sends what waits, one level after another. Never throws. */
  send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  /** Notes that a level came too late, and reads what stays. */
  async #refuse(code: string): Promise<void> {
    this.late = code === 'self_assessment_closed' ? code : 'not_submitted';
    const read = readSelfAssessment(this.#org, this.#attempt);
    this.known = await read.catch(() => this.known);
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const [given] = this.#kept.all();
      if (!given) break;
      const { criterion, submission, level } = given;
      try {
        this.known = await putSelfScore(this.#org, this.#attempt, criterion, { submission, level });
      } catch (fault) {
        const problem = asProblem(fault);
        if (mayArrive(problem)) {
          this.problem = problem;
          break;
        }
        await this.#refuse(problem.code);
      }
      this.problem = null;
      this.#kept.forget(given);
      this.waiting = this.#kept.all();
    }
  }
}
