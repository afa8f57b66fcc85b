import { Problem } from '#lib/kit/api/problem.ts';
import {
  discardDraft,
  publishDraft,
  putDraft,
  readDraft,
  type ProgrammeVersion,
  type StepDocument,
  type StepsDocument,
} from '#lib/kit/api/programmes.ts';
import type { Tagged } from '#lib/kit/api/tagged.ts';
import { isSame } from './steps.ts';

const PAUSE_MS = 700;

const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 0);

/**
 * The draft of a programme's steps while somebody edits it: saved whole a moment after each change,
 * over the state that was seen. Where a colleague saved meanwhile, both lists are kept until the
 * person chooses one.
 */
export class StepsWork {
  steps = $state.raw<readonly StepDocument[]>([]);
  isDraft = $state(false);
  number = $state(1);
  saving = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** The colleague's steps, where theirs were saved first. */
  theirs = $state.raw<Tagged<StepsDocument> | null>(null);
  #saved = $state.raw<readonly StepDocument[]>([]);
  #etag: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #org: string;
  readonly #programme: string;

  constructor(org: string, programme: string, read: Tagged<StepsDocument>) {
    [this.#org, this.#programme, this.#etag] = [org, programme, read.etag];
    this.#take(read);
    this.steps = this.#saved;
  }

  get isSaved(): boolean {
    return isSame(this.steps, this.#saved);
  }

  /** Replaces the steps, and saves them once nothing has changed for a moment. */
  change(steps: readonly StepDocument[]): void {
    this.steps = steps;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  /** Saves what is not saved yet; tells whether everything is. */
  save = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    if (this.saving || this.theirs) return false;
    while (!this.isSaved) {
      this.saving = true;
      const steps = this.steps;
      try {
        this.#take(await putDraft(this.#org, this.#programme, steps, this.#etag), steps);
        this.problem = null;
      } catch (fault) {
        await this.#failed(fault);
        return false;
      } finally {
        this.saving = false;
      }
    }
    return true;
  };

  /** Publishes what is on screen; null where that failed. */
  async publish(): Promise<ProgrammeVersion | null> {
    if (!(await this.save())) return null;
    return this.#try(async () => {
      const version = await publishDraft(this.#org, this.#programme, this.#etag);
      await this.#readAgain();
      return version;
    });
  }

  /** Throws the draft away. */
  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#try(async () => {
      await discardDraft(this.#org, this.#programme, this.#etag);
      await this.#readAgain();
    });
  }

  /** Ends a conflict: the own steps are saved over theirs, or theirs replace them. */
  async choose(which: 'mine' | 'theirs'): Promise<void> {
    const { theirs } = this;
    if (!theirs) return;
    this.theirs = null;
    this.problem = null;
    this.#take(theirs);
    if (which === 'theirs') this.steps = this.#saved;
    else await this.save();
  }

  /** Saves at once what still waits, when the screen is left. */
  leave(): void {
    if (!this.isSaved) void this.save();
  }

  async #readAgain(): Promise<void> {
    this.#take(await readDraft(this.#org, this.#programme));
    this.steps = this.#saved;
  }

  async #try<T>(act: () => Promise<T>): Promise<T | null> {
    this.saving = true;
    this.problem = null;
    try {
      return await act();
    } catch (fault) {
      await this.#failed(fault);
      return null;
    } finally {
      this.saving = false;
    }
  }

  #take({ value, etag }: Tagged<StepsDocument>, sent: readonly StepDocument[] = value.steps): void {
    this.#etag = etag;
    this.#saved = sent;
    [this.isDraft, this.number] = [value.is_draft, value.number];
  }

  async #failed(fault: unknown): Promise<void> {
    this.problem = asProblem(fault);
    if (this.problem.code !== 'steps_changed') return;
    try {
      this.theirs = await readDraft(this.#org, this.#programme);
    } catch (second) {
      this.problem = asProblem(second);
    }
  }
}
