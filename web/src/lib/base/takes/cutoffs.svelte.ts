import { newId } from '#lib/kit/api/ids.ts';
import { bytesOf, draftsOf, forgetDraft, lockWhile, keepPiece } from './drafts.ts';
import type { Draft, RecordedPiece } from './drafts.ts';
import { outbox } from './outbox.svelte.ts';
import type { OutboxItem } from './outboxItem.svelte.ts';
import type { LocalTake } from './store.ts';

/**
 * Lists this person's recordings that were cut off by a crash, an empty battery or a closed page.
 */
class Cutoffs {
  all = $state.raw<Draft[]>([]);
  /** True once what an earlier visit left has been looked up. */
  ready = $state(false);
  #person: string | null = null;

  async look(person: string | null = this.#person): Promise<void> {
    this.#person = person;
    const found = person ? await draftsOf(person).catch(() => []) : [];
    if (person !== this.#person) return;
    // What the device could keep of a recording that this page has whole is none that was cut off.
    const whole = new Set(outbox.items.map(({ take }) => take.id));
    [this.all, this.ready] = [found.filter(({ id }) => !whole.has(id)), true];
  }

  of(attempt: string): Draft[] {
    return this.all.filter((draft) => draft.attempt === attempt);
  }

  /** Makes a take of what was kept; from then on it is like any other. */
  async keep(draft: Draft): Promise<OutboxItem> {
    const blob = await bytesOf(draft);
    const item = await outbox.add({ ...draft, upload: newId(), blob, submit: false });
    await this.look();
    return item;
  }

  async remove(draft: Draft): Promise<void> {
    await forgetDraft(draft.id);
    await this.look();
  }
}

export const cutoffs = new Cutoffs();

type About = Pick<LocalTake, 'person' | 'organisation' | 'attempt' | 'scene' | 'title'>;

/** Writes one recording to the device while it is made. */
export class DraftWriter {
  readonly id = newId();
  #about: About;
  #size = 0;
  #pieces: RecordedPiece[] = [];
  #written: Promise<unknown> = Promise.resolve();
  /** True once the device could not keep a piece. */
  #refused = false;
  #release: () => void = () => undefined;

  constructor(about: About) {
    this.#about = about;
    // A page that records can also send, whatever becomes of this version's files meanwhile.
    void import('./send.ts').catch(() => undefined);
    lockWhile(this.id, new Promise<void>((resolve) => (this.#release = resolve)));
  }

  /**
   * Writes a piece after those before it. Once the device is full nothing more is written, and the
   * page still has all of them.
   */
  write(piece: RecordedPiece): void {
    const { bytes, number, duration_ms, recorded_at, kind } = piece;
    this.#pieces.push(piece);
    const size = (this.#size += bytes.size);
    const draft = { ...this.#about, id: this.id, recorded_at, duration_ms, kind, size };
    this.#written = this.#written
      .then(async () => this.#refused || keepPiece(draft, number, await bytes.arrayBuffer()))
      .catch(() => (this.#refused = true));
  }

  /**
   * Ends the writing of a recording that was left in the middle: the device offers later what it
   * kept; what it could not keep becomes a take of this page at once.
   */
  async leave(): Promise<void> {
    await this.end(async () => {
      const last = this.#pieces.at(-1);
      if (!last || !this.#refused) return;
      const { duration_ms, recorded_at, kind } = last;
      const blob = new Blob(
        this.#pieces.map(({ bytes }) => bytes),
        { type: kind },
      );
      const ids = { id: this.id, upload: newId() };
      await outbox.add({ ...this.#about, ...ids, recorded_at, duration_ms, submit: false, blob });
    });
    await cutoffs.look();
  }

  /** Ends the writing, once no more pieces follow; when all has been written, `last` is called. */
  async end(last: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    await this.#written;
    try {
      await last();
    } finally {
      this.#release();
    }
  }
}
