import {
  forgetSpoken,
  keepSpoken,
  spokenOf,
  type SpokenRecording,
} from '#lib/base/takes/spoken.ts';
import { putUpload } from '#lib/kit/api/media.ts';
import { isUnderway } from '#lib/kit/api/poll.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { MissingCode } from '#lib/kit/api/coaching.ts';
import type { VideoState } from '#lib/kit/api/types.ts';

/** A recording that is not wholly on the server yet. */
export type Leaving = SpokenRecording & {
  /** How much of it the server has, in percent. */
  percent: number;
  /** Why the server does not take it; null while it goes on by itself. */
  problem: Problem | null;
  /** False where only this page has it. */
  kept: boolean;
};

const PAUSES_MS = [1000, 2000, 5000, 15_000, 30_000];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What stops for now and may go on: no network, a server that is busy, a session that ended. */
const isPassing = (fault: unknown): boolean =>
  fault instanceof Problem && (fault.isPassing || fault.status >= 500 || fault.isForSomeoneElse);

const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 500);

/**
 * Sends what coaches record as comments, also while they go on to the next review. A comment is
 * saved once its recording was announced, and the bytes follow.
 */
class Sending {
  all = $state.raw<readonly Leaving[]>([]);
  /** How far each recording is that was looked at here. */
  states = $state<Record<string, VideoState>>({});
  #loaded: Promise<void> | null = null;

  find(id: string | null): Leaving | undefined {
    return this.all.find((one) => one.id === id);
  }

  /** Goes on with what this device kept of the person, once for each page. */
  load(person: string): Promise<void> {
    this.#loaded ??= this.#resume(person);
    return this.#loaded;
  }

  async #resume(person: string): Promise<void> {
    try {
      for (const one of await spokenOf(person)) this.#start(one, true);
    } catch {
      // A device without a database kept nothing.
    }
  }

  /** Keeps a recording on this device, then begins to send it. */
  async add(recording: SpokenRecording): Promise<void> {
    const kept = await keepSpoken(recording).then(
      () => true,
      () => false,
    );
    this.#start(recording, kept);
  }

  #start(recording: SpokenRecording, kept: boolean): void {
    if (this.find(recording.id)) return;
    this.all = [...this.all, { ...recording, percent: 0, problem: null, kept }];
    void this.#send(recording.id);
  }

  /** Announces a recording that is on its way from here; one that is not needs no word. */
  async announce(id: string): Promise<void> {
    await this.#loaded;
    const one = this.find(id);
    if (one) await announced(one);
  }

  /** Sends again what the server refused. */
  retry(id: string): void {
    this.#change(id, { problem: null });
    void this.#send(id);
  }

  /** Gives one up: what has arrived of it, the server deletes. */
  async drop(id: string): Promise<void> {
    this.all = this.all.filter((one) => one.id !== id);
    await forgetSpoken(id).catch(() => undefined);
  }

  /** What stands between these recordings and a release. */
  missing(recordings: readonly string[]): MissingCode[] {
    const isOn = (id: string) => {
      const state = this.states[id];
      return this.find(id) !== undefined || state === undefined || isUnderway(state);
    };
    const isLost = (id: string) => ['failed', 'deleted'].includes(this.states[id] ?? '');
    const codes: [MissingCode, boolean][] = [
      ['recording_not_ready', recordings.some(isOn)],
      ['recording_failed', recordings.some(isLost)],
    ];
    return codes.filter(([, applies]) => applies).map(([code]) => code);
  }

  async #send(id: string): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const one = this.find(id);
      if (!one) return;
      try {
        await this.#bytes(one);
        return await this.drop(id);
      } catch (fault) {
        if (!isPassing(fault)) return this.#change(id, { problem: asProblem(fault) });
      }
      await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0);
    }
  }

  async #bytes(one: Leaving): Promise<void> {
    const known = await announced(one);
    if (known.state !== 'open') return;
    // Most reviews send nothing: what sends is fetched then.
    const { sendBytes } = await import('#lib/base/takes/send.ts');
    const { blob, organisation } = one;
    const never = new AbortController().signal;
    await sendBytes(blob, organisation, known.location, never, (sent) =>
      this.#change(one.id, { percent: Math.round((100 * sent) / blob.size) }),
    );
  }

  #change(id: string, part: Partial<Leaving>): void {
    this.all = this.all.map((one) => (one.id === id ? { ...one, ...part } : one));
  }
}

function announced({ organisation, id, blob }: SpokenRecording) {
  const content_type = blob.type.split(';')[0] || 'video/mp4';
  return putUpload(organisation, id, { length: blob.size, content_type, purpose: 'comment' });
}

export const sending = new Sending();
