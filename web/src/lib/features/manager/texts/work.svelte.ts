import {
  putBackTexts,
  putTexts,
  readTexts,
  type MessageTexts,
  type Wording,
} from '#lib/kit/api/messageTexts.ts';
import { Problem, type ProblemPart } from '#lib/kit/api/problem.ts';
import type { Tagged } from '#lib/kit/api/tagged.ts';

const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 0);

const copied = (wordings: readonly Wording[]): Wording[] =>
  wordings.map(({ subject, line }) => ({ subject, line }));

/** Says what the refusals of one field are, in one text; nothing where there are none. */
export const saidOf = (parts: readonly ProblemPart[], field: string): string | undefined =>
  parts
    .filter(({ attr }) => attr === field)
    .map(({ detail, code }) => detail ?? code)
    .join(' ') || undefined;

/** The texts of one kind in one language while somebody edits them. */
export class TextsWork {
  wordings = $state<Wording[]>([]);
  stored = $state.raw<MessageTexts>();
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** What a colleague saved first; the own texts stay until the person chooses. */
  theirs = $state.raw<Tagged<MessageTexts> | null>(null);
  #etag = '';
  readonly #at: readonly [string, string, string];

  constructor(org: string, kind: string, language: string, read: Tagged<MessageTexts>) {
    this.#at = [org, kind, language];
    this.#take(read);
  }

  get isSaved(): boolean {
    const saved = copied(this.stored?.wordings ?? []);
    return JSON.stringify(saved) === JSON.stringify(copied(this.wordings));
  }

  /** What is wrong with a field: as the server said now, or of the stored texts before. */
  errorOf(at: number, part: keyof Wording): string | undefined {
    const field = `wordings.${at}.${part}`;
    const now = this.problem && saidOf(this.problem.parts, field);
    return now ?? (this.isSaved ? saidOf(this.stored?.faults ?? [], field) : undefined);
  }

  add(): void {
    const names = this.stored?.variables.map(({ name }) => `{${name}}`) ?? [];
    this.wordings.push({ subject: '', line: names.join(' ') });
    this.problem = null;
  }

  remove(at: number): void {
    this.wordings.splice(at, 1);
    this.problem = null;
  }

  /** Tells whether they were saved. */
  save = (): Promise<boolean> =>
    this.#try(() => putTexts(...this.#at, copied(this.wordings), this.#etag));

  putBack = (): Promise<boolean> => this.#try(() => putBackTexts(...this.#at, this.#etag));

  /** Ends a conflict: the own texts are saved over theirs, or theirs replace them. */
  async choose(which: 'mine' | 'theirs'): Promise<boolean> {
    const { theirs } = this;
    if (!theirs) return false;
    const mine = copied(this.wordings);
    this.theirs = null;
    this.#take(theirs);
    if (which === 'theirs') return false;
    this.wordings = mine;
    return this.save();
  }

  async #try(act: () => Promise<Tagged<MessageTexts>>): Promise<boolean> {
    [this.busy, this.problem] = [true, null];
    try {
      this.#take(await act());
      return true;
    } catch (fault) {
      this.problem = asProblem(fault);
      if (this.problem.code === 'message_texts_changed') await this.#compare();
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #compare(): Promise<void> {
    try {
      this.theirs = await readTexts(...this.#at);
      this.problem = null;
    } catch (fault) {
      this.problem = asProblem(fault);
    }
  }

  #take({ value, etag }: Tagged<MessageTexts>): void {
    [this.stored, this.#etag] = [value, etag];
    this.wordings = copied(value.wordings);
  }
}
