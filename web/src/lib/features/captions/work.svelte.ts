import { newId } from '#lib/kit/api/ids.ts';
import {
  deleteCaptions,
  draftCaptions,
  putCaptions,
  readCaptions,
  readCaptionsDraft,
} from '#lib/kit/api/media.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import { forgetTyped, keepTyped, readTyped } from './typed.ts';
import { faultOf, inOrder, readVtt, writeVtt, type Line } from './vtt.ts';

/** How long a new line lasts until the person changes that. */
const LENGTH_MS = 3000;
const LEAST_MS = 500;
const LOOK_EVERY_MS = 3000;
const LOOK_TIMES = 60;

/** The state of the draft that the server can make from the speech. */
export type Draft = 'unknown' | 'may' | 'asked' | 'late' | 'none' | 'there';

type About = { person: string; organisation: string; video: string; language: Language };

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
  /** Why each line would not be accepted: a code of ours, or the server's sentence. */
  faults = $state<Record<string, string>>({});
  draft = $state<Draft>('unknown');
  removed = $state.raw<Line | null>(null);
  readonly about: About;
  #before = $state('');
  #closed = false;

  constructor(about: About) {
    this.about = about;
  }

  get #name(): string {
    const { person, video, language } = this.about;
    return `kalm.typed.${person}.${video}.${language}`;
  }

  get changed(): boolean {
    return this.loaded && writeVtt(this.lines).text !== this.#before;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const text = await this.#read();
      this.#show(text ?? '');
      this.exist = text !== null;
      this.#takeUp();
      this.loaded = true;
      if (!this.exist) void this.#learnDraft();
    } catch (problem) {
      this.#refused(problem);
    }
  }

  /** Reads whether a draft can be made, because it is offered only then. */
  async #learnDraft(): Promise<void> {
    const { organisation, video, language } = this.about;
    // Nothing is offered that we do not know of; captions can be typed.
    const found = await readCaptionsDraft(organisation, video, language).catch(() => null);
    if (found?.is_possible && this.draft !== 'asked') this.draft = 'may';
  }

  async #read(): Promise<string | null> {
    const { organisation, video, language } = this.about;
    try {
      return (await readCaptions(organisation, video, language)).text;
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 404) return null;
      throw problem;
    }
  }

  #show(text: string): void {
    this.lines = readVtt(text, newId);
    this.#before = writeVtt(this.lines).text;
    this.faults = {};
    this.isKept = false;
  }

  /** Restores what was typed on this device before and not saved. */
  #takeUp(): void {
    const typed = readTyped(this.#name);
    if (!typed.length) return;
    this.lines = typed;
    this.isKept = true;
  }

  /** Discards what was typed on this device, and shows what the server has. */
  async startOver(): Promise<void> {
    this.#forget();
    await this.load();
  }

  /** Stores the lines on this device until they are saved. Call it after each change. */
  keep(): void {
    this.saved = false;
    if (this.changed) keepTyped(this.#name, this.lines);
    else this.#forget();
  }

  #forget(): void {
    forgetTyped(this.#name);
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
    const { organisation, video, language } = this.about;
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
        await putCaptions(organisation, video, language, text);
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
    const { organisation, video, language } = this.about;
    return this.#do(async () => {
      await deleteCaptions(organisation, video, language);
      this.#forget();
      this.#show('');
      this.exist = false;
      void this.#learnDraft();
      return true;
    });
  }

  async askForDraft(): Promise<void> {
    const { organisation, video, language } = this.about;
    this.problem = null;
    try {
      await draftCaptions(organisation, video, language);
      this.draft = 'asked';
      await this.#awaitDraft();
    } catch (problem) {
      const code = problem instanceof Problem ? problem.code : '';
      if (code === 'captioner_not_configured') this.draft = 'none';
      else if (code === 'captions_exist') await this.load().then(() => (this.draft = 'there'));
      else this.#refused(problem);
    }
  }

  async #awaitDraft(): Promise<void> {
    for (let times = 0; times < LOOK_TIMES && !this.#closed; times += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      if (this.#closed || this.lines.length) return;
      const text = await this.#read();
      if (text === null) continue;
      if (this.lines.length) return;
      this.#show(text);
      this.exist = true;
      this.draft = 'may';
      return;
    }
    this.draft = 'late';
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
    this.problem = problem instanceof Problem ? problem : new Problem('unknown', 0);
  }

  close(): void {
    this.#closed = true;
  }
}
