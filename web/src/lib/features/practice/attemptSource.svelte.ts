import { here } from '#lib/base/session/here.ts';
import { session } from '#lib/base/session/session.svelte.ts';
import { cutoffs, DraftWriter } from '#lib/base/takes/cutoffs.svelte.ts';
import type { SelfMark } from '#lib/base/takes/store.ts';
import { outbox } from '#lib/base/takes/outbox.svelte.ts';
import { takesWords } from '#lib/base/takes/words.ts';
import { newId } from '#lib/kit/api/ids.ts';
import {
  deleteTake,
  putAnswer,
  putPath,
  readExample,
  readExamplePlayback,
  readScenePlayback,
  readTakePlayback,
} from '#lib/kit/api/training.ts';
import { asAnswer, type PlayAttempt } from './shape.ts';
import type { ExerciseSource, TakeSource, TakeWriter } from './source.ts';
import { shownTakes, type ShownTake } from './takes.ts';

/** The recordings of an attempt: on this device until they have arrived, then on the server. */
class AttemptTakes implements TakeSource {
  #attempt: () => PlayAttempt;
  #place: { slug: string };
  #reload: () => Promise<void>;
  /** What was saved since the attempt was read, by take. */
  #checks = $state.raw<Readonly<Record<string, readonly SelfMark[]>>>({});

  constructor(place: { slug: string }, attempt: () => PlayAttempt, reload: () => Promise<void>) {
    this.#place = place;
    this.#attempt = attempt;
    this.#reload = reload;
  }

  readonly all = $derived.by(() => shownTakes(this.#attempt()));

  of(scene: string): ShownTake[] {
    return this.all.filter((take) => take.scene === scene);
  }

  write(scene: string): TakeWriter {
    const { id: attempt, exercise } = this.#attempt();
    const person = session.me?.id ?? '';
    const organisation = this.#place.slug;
    const about = { person, organisation, attempt, scene, title: exercise.title };
    const writer = new DraftWriter(about);
    return {
      write: (piece) => writer.write(piece),
      keep: async ({ blob, ...recording }) => {
        const ids = { id: writer.id, upload: newId() };
        await writer.end(() => outbox.add({ ...about, ...recording, ...ids, submit: false, blob }));
        return writer.id;
      },
      leave: () => void writer.leave(),
    };
  }

  async remove(take: ShownTake): Promise<void> {
    const { id, takes } = this.#attempt();
    if (take.item) await outbox.remove(take.item);
    const known = takes.some((found) => found.id === take.id);
    if (known || take.item?.arrived) await deleteTake(this.#place.slug, id, take.id);
    await this.#reload();
  }

  madeOf(scene: string): number {
    const known = this.#attempt().takes.filter((take) => take.scene === scene);
    const here = this.of(scene).filter(({ id }) => !known.some((take) => take.id === id));
    const counted = this.#attempt().takes_made?.[scene] ?? 0;
    return Math.max(known.length, counted) + here.length;
  }

  selfCheckOf(take: string): readonly SelfMark[] {
    const here = this.all.find(({ id }) => id === take)?.item?.take.self_check;
    return (
      this.#checks[take] ??
      here ??
      this.#attempt().takes.find(({ id }) => id === take)?.self_check ??
      []
    );
  }

  async saveSelfCheck(take: string, marks: readonly SelfMark[]): Promise<void> {
    const about = { organisation: this.#place.slug, attempt: this.#attempt().id };
    await outbox.selfCheck(about, take, marks);
    this.#checks = { ...this.#checks, [take]: marks };
  }

  playback(take: string) {
    return readTakePlayback(this.#place.slug, this.#attempt().id, take);
  }

  captionsOf({ video }: ShownTake): string | null {
    const back = `/${this.#place.slug}/attempts/${this.#attempt().id}`;
    return video && `/${this.#place.slug}/videos/${video}/captions?back=${back}`;
  }

  cutOff(scene: string) {
    return cutoffs.of(this.#attempt().id).filter((draft) => draft.scene === scene);
  }

  get deviceFull(): boolean {
    return outbox.of(this.#attempt().id).some((item) => !item.kept && !item.arrived);
  }

  get said(): string {
    const t = takesWords();
    const allArrived = this.all.every(({ item }) => !item || item.phase === 'arrived');
    if (allArrived) return t.stored;
    return this.deviceFull ? t.stayOpen : t.safe;
  }

  get refusals() {
    return outbox.of(this.#attempt().id).flatMap(({ refusal }) => refusal ?? []);
  }
}

/** An employee's attempt, on the server and on this device. */
export class AttemptSource implements ExerciseSource {
  readonly takes: AttemptTakes;
  #attempt: () => PlayAttempt;
  #place = here();

  constructor(attempt: () => PlayAttempt, reload: () => Promise<void>) {
    this.#attempt = attempt;
    this.takes = new AttemptTakes(this.#place, attempt, reload);
  }

  get follows(): string | null {
    return this.#attempt().follows;
  }

  playback(scene: string) {
    return readScenePlayback(this.#place.slug, this.#attempt().id, scene);
  }

  async answer(scene: string, options: string[]) {
    return asAnswer(await putAnswer(this.#place.slug, this.#attempt().id, scene, options));
  }

  /** Tells the server; what is missed is told with the next step, or by the next recording. */
  met(path: readonly string[]): void {
    void putPath(this.#place.slug, this.#attempt().id, path).catch(() => undefined);
  }

  example(scene: string) {
    return readExample(this.#place.slug, this.#attempt().id, scene);
  }

  examplePlayback(scene: string) {
    return readExamplePlayback(this.#place.slug, this.#attempt().id, scene);
  }
}
