import type { SelfMark } from '#lib/base/takes/store.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { ExerciseSource, TakeSource, TakeWriter } from './source.ts';
import type { ShownTake } from './takes.ts';
import { previewWords } from './previewWords.ts';

/** Recordings that live in this page alone and go with it. */
class LocalTakes implements TakeSource {
  all = $state.raw<ShownTake[]>([]);
  #made = $state.raw<Readonly<Record<string, number>>>({});
  #checks = $state.raw<Readonly<Record<string, readonly SelfMark[]>>>({});
  readonly deviceFull = false;
  readonly refusals = [];

  get said(): string {
    return previewWords().previewTakes;
  }

  of(scene: string): ShownTake[] {
    return this.all.filter((take) => take.scene === scene);
  }

  write(scene: string): TakeWriter {
    return {
      write: () => undefined,
      leave: () => undefined,
      keep: ({ blob, duration_ms, recorded_at }) => {
        const id = newId();
        const number = this.madeOf(scene) + 1;
        const take = { id, scene, number, recorded_at, duration_ms, blob, ...UNSENT };
        this.all = [...this.all, take];
        this.#made = { ...this.#made, [scene]: this.madeOf(scene) + 1 };
        return Promise.resolve(id);
      },
    };
  }

  remove({ id }: ShownTake): Promise<void> {
    this.all = this.all.filter((take) => take.id !== id);
    return Promise.resolve();
  }

  madeOf(scene: string): number {
    return this.#made[scene] ?? 0;
  }

  selfCheckOf(take: string): readonly SelfMark[] {
    return this.#checks[take] ?? [];
  }

  saveSelfCheck(take: string, marks: readonly SelfMark[]): Promise<void> {
    this.#checks = { ...this.#checks, [take]: marks };
    return Promise.resolve();
  }

  clear(): void {
    [this.all, this.#made, this.#checks] = [[], {}, {}];
  }

  playback(): never {
    throw new Problem('not_found', 404);
  }

  captionsOf(): null {
    return null;
  }

  cutOff(): [] {
    return [];
  }
}

const UNSENT = {
  item: null,
  video: null,
  state: 'ready',
  progress: 0,
  moreFollows: false,
  reason: '',
  notices: [],
} as const;

/** What a draft's own editor knows of it. */
export type LocalParts = Pick<
  ExerciseSource,
  'playback' | 'answer' | 'example' | 'examplePlayback'
>;

/** A draft that is tried out: answers and takes stay in this page, and nothing is sent. */
export class LocalSource implements ExerciseSource {
  readonly takes = new LocalTakes();
  readonly follows = null;
  readonly playback;
  readonly answer;
  readonly example;
  readonly examplePlayback;

  constructor({ playback, answer, example, examplePlayback }: LocalParts) {
    this.playback = playback;
    this.answer = answer;
    this.example = example;
    this.examplePlayback = examplePlayback;
  }

  met(): void {
    // Nothing is recorded of a draft.
  }

  /** Forgets every take, to begin again. */
  clear(): void {
    this.takes.clear();
  }
}
