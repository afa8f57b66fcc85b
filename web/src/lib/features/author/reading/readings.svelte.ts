import { createContext } from 'svelte';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import {
  askReading,
  deleteRemark,
  finishReading,
  readReadings,
  reopenRemark,
  resolveRemark,
  writeRemark,
  type Reading,
  type Readings,
  type Remark,
} from '#lib/kit/api/readings.ts';
import type { Gap } from '#lib/features/author/editor/document/gaps.ts';
import { Resource } from '#lib/kit/api/resource.svelte.ts';

const NONE: readonly Remark[] = [];

/** The reading of one draft by colleagues: who was asked, and what they remarked. */
export class ReadingWork {
  readonly resource: Resource<Readings>;
  /** The last refusal of a verb; null after one that was done. */
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  /** The membership of the person at work. */
  readonly me: string;
  readonly #org: string;
  readonly version: string;

  readonly remarks: readonly Remark[] = $derived.by(() => this.resource.data?.remarks ?? NONE);
  readonly open: readonly Remark[] = $derived(
    this.remarks.filter(({ resolved_at }) => resolved_at === null),
  );
  readonly isNeeded: boolean = $derived.by(() => this.resource.data?.is_needed ?? false);
  /** Somebody else has read it, as publication may ask for. */
  readonly isRead: boolean = $derived.by(() =>
    this.requests.some(({ reader, read_at }) => read_at !== null && reader !== this.me),
  );
  /** What was asked of this person and not yet answered. */
  readonly mine: Reading | null = $derived.by(
    () => this.requests.find(({ reader, read_at }) => reader === this.me && !read_at) ?? null,
  );

  /** What publishing still asks of the reading. */
  readonly gaps: readonly Gap[] = $derived.by(() => {
    if (!this.isNeeded) return [];
    return [
      ...(this.isRead ? [] : [{ code: 'reading_missing', attr: 'readings' }]),
      ...(this.open.length ? [{ code: 'remark_open', attr: 'remarks' }] : []),
    ];
  });
  /** This person has just said that they had read it. */
  finished = $state(false);

  constructor(org: string, version: string, me: string) {
    [this.#org, this.version, this.me] = [org, version, me];
    this.resource = new Resource(() => readReadings(org, version));
  }

  get requests(): readonly Reading[] {
    return this.resource.data?.readings ?? [];
  }

  at(place: string): Remark[] {
    return this.remarks.filter((remark) => remark.place === place);
  }

  /** Runs a verb and reads anew what it changed. Returns whether it was done. */
  async #run(verb: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      await verb();
      await this.resource.load();
      return true;
    } catch (refused) {
      this.problem = refused instanceof Problem ? refused : new Problem('unknown', 500);
      return false;
    } finally {
      this.busy = false;
    }
  }

  ask = (reader: string, note: string) =>
    this.#run(() => askReading(this.#org, this.version, newId(), { reader, note }));

  finish = async (reading: string) => {
    this.finished = true;
    this.finished = await this.#run(() => finishReading(this.#org, this.version, reading));
  };

  write = (place: string, text: string, remark: string) =>
    this.#run(() => writeRemark(this.#org, this.version, remark, { place, text }));

  remove = (remark: string) => this.#run(() => deleteRemark(this.#org, this.version, remark));

  settle = (remark: string, isResolved: boolean) =>
    this.#run(() => (isResolved ? resolveRemark : reopenRemark)(this.#org, this.version, remark));
}

/** The reading of the version on screen; none where it can't be remarked on. */
export const [reading, setReading] = createContext<{ readonly work: ReadingWork | null }>();
