import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Captions } from '#lib/kit/api/types.ts';
import { Drafting, type Draft } from './drafting.svelte.ts';
import { ServerCaptions, type Where } from './serverCaptions.ts';
import { forgetTyped, keepTyped, readTyped } from './typed.ts';
import { faultOf, inOrder, readVtt, writeVtt, type Line } from './vtt.ts';

/** How long a new line lasts until the person changes that. */
const LENGTH_MS = 3000;
const LEAST_MS = 500;

/** What stands on the server instead of what this page saw; null where it was removed. */
export type Conflict = { theirs: Captions | null };

type About = Where & { person: string };

/** One person's work on the captions of one recording in one language. */
export class CaptionsWork {
  lines = $state.raw<Line[]>([]);
  /** True when the server has captions in this language. */
  exist = $state(false);
  loaded = $state(false);
  busy = $state(false);
  saved = $state(false);
  /** True when the lines on screen were typed before and never saved. */
  isKept = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** Set while the captions were changed elsewhere too: the person chooses what stays. */
  conflict = $state.raw<Conflict | null>(null);
  /** Why each line would not be accepted: a code of ours, or the server's sentence. */
  faults = $state<Record<string, string>>({});
  removed = $state.raw<Line | null>(null);
  readonly about: About;
  #before = $state('');
  #server: ServerCaptions;
  #drafting: Drafting;
  /** What this page stored on the device last, or found there. */
  #stored: string | null = null;

  constructor(about: About) {
    this.about = about;
    this.#server = new ServerCaptions(about);
    this.#drafting = new Drafting(about, this.#server);
  }

  get #name(): string {
    const { person, video, language } = this.about;
    return `kalm.typed.${person}.${video}.${language}`;
  }

  get draft(): Draft {
    return this.#drafting.state;
  }

  get changed(): boolean {
    return this.loaded && writeVtt(this.lines).text !== this.#before;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const found = await this.#server.read();
      this.#show(found);
      this.#takeUp(found);
      this.loaded = true;
      if (!this.exist) void this.#drafting.learn();
    } catch (problem) {
      this.#refused(problem);
    }
  }

  /** Takes what the server has for seen, and shows it. */
  #show(found: Captions | null): void {
    this.#see(found);
    this.lines = readVtt(found?.text ?? '', newId);
    this.faults = {};
    this.isKept = false;
    this.conflict = null;
  }

  #see(found: Captions | null): void {
    this.#server.see(found);
    this.#before = writeVtt(readVtt(found?.text ?? '', newId)).text;
    this.exist = found !== null;
  }

  /**
   * Restores what was typed on this device before and not saved. Where it changes other captions
   * than those that are there now, the person chooses what stays.
   */
  #takeUp(found: Captions | null): void {
    const { version, lines, stored } = readTyped(this.#name);
    this.#stored = stored;
    if (!lines.length) return;
    if (this.#before === writeVtt(lines).text) return this.#forget();
    this.lines = lines;
    this.isKept = true;
    if (version === this.#server.version || (version === undefined && !found)) return;
    // A save still says what these lines change, until the person has chosen.
    this.#server.version = version ?? null;
    this.conflict = { theirs: found };
  }

  /** Decides a conflict: `mine` is saved in place of theirs, or theirs shown in place of mine. */
  async choose(whose: 'mine' | 'theirs'): Promise<boolean> {
    if (!this.conflict) return false;
    const { theirs } = this.conflict;
    if (whose === 'theirs') {
      this.#forget();
      this.#show(theirs);
      return true;
    }
    this.#see(theirs);
    this.conflict = null;
    this.keep();
    return this.save();
  }

  /** Discards what was typed on this device, and shows what the server has. */
  async startOver(): Promise<void> {
    this.#forget();
    await this.load();
  }

  /** Stores the lines on this device until they are saved. Call it after each change. */
  keep(): void {
    this.saved = false;
    if (!this.changed) return this.#forget();
    const { version } = this.#server;
    this.#stored = keepTyped(this.#name, { version, lines: this.lines });
  }

  /** Removes what this page stored on the device; what another tab stored since stays. */
  #forget(): void {
    forgetTyped(this.#name, this.#stored);
    this.isKept = false;
  }

  change(line: Line, to: Partial<Line>): void {
    this.lines = this.lines.map((one) => (one.id === line.id ? { ...one, ...to } : one));
    this.faults = Object.fromEntries(Object.entries(this.faults).filter(([id]) => id !== line.id));
    this.keep();
  }

  /** Adds a line from `at` on, until the next one begins, and returns its id. */
  add(at: number, duration: number): string {
    const next = Math.min(...this.lines.flatMap(({ start }) => (start > at ? start : [])));
    const end = Math.min(at + LENGTH_MS, Math.max(at + LEAST_MS, Math.min(next, duration)));
    const line: Line = { id: newId(), start: Math.round(at), end: Math.round(end), text: '' };
    this.lines = inOrder([...this.lines, line]);
    this.removed = null;
    return line.id;
  }

  remove(line: Line): void {
    this.removed = line;
    this.lines = this.lines.filter(({ id }) => id !== line.id);
    this.keep();
  }

  putBack(): void {
    if (this.removed) this.lines = inOrder([...this.lines, this.removed]);
    this.removed = null;
    this.keep();
  }

  /** Saves all lines; false, with `faults` or `problem`, when they were refused. */
  async save(): Promise<boolean> {
    const wanted = this.lines.filter(({ text }) => text.trim());
    this.faults = Object.fromEntries(
      wanted.map(({ id, ...line }) => [id, faultOf(line) ?? '']).filter(([, fault]) => fault),
    );
    if (Object.keys(this.faults).length) return false;
    if (!wanted.length) return this.removeAll();
    this.lines = inOrder(wanted);
    const { text, owner } = writeVtt(this.lines);
    return this.#do(async () => {
      try {
        await this.#server.save(text);
      } catch (problem) {
        if (!this.#attachToLine(problem, owner)) throw problem;
        return false;
      }
      this.#before = text;
      this.#forget();
      this.exist = true;
      this.saved = true;
      return true;
    });
  }

  /** Attaches a refusal to the line that it belongs to: the server names a line of the file. */
  #attachToLine(problem: unknown, owner: (line: number) => string): boolean {
    if (!(problem instanceof Problem) || problem.code !== 'captions_invalid') return false;
    for (const { attr, detail } of problem.parts) {
      const id = owner(Number(/^text:(\d+)$/.exec(attr ?? '')?.[1] ?? NaN));
      if (id) this.faults = { ...this.faults, [id]: detail ?? '' };
    }
    return Object.keys(this.faults).length > 0;
  }

  async removeAll(): Promise<boolean> {
    return this.#do(async () => {
      await this.#server.save(null);
      this.#forget();
      this.#show(null);
      void this.#drafting.learn();
      return true;
    });
  }

  async askForDraft(): Promise<void> {
    this.problem = null;
    try {
      const found = await this.#drafting.request(() => !this.lines.length);
      if (found) this.#show(found);
      if (this.draft === 'there') await this.load();
    } catch (problem) {
      this.#refused(problem);
    }
  }

  async #do(work: () => Promise<boolean>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      return await work();
    } catch (problem) {
      this.#refused(problem);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #refused(problem: unknown): void {
    if (problem instanceof Problem && problem.code === 'captions_changed') {
      this.conflict = { theirs: problem.current as Captions | null };
      return;
    }
    this.problem = problem instanceof Problem ? problem : new Problem('unknown', 0);
  }

  close(): void {
    this.#drafting.close();
  }
}
