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
    [this.all, this.ready] = [found, true];
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
  #written: Promise<unknown> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(about: About) {
    this.#about = about;
    // A page that records can also send, whatever becomes of this version's files meanwhile.
    void import('./send.ts').catch(() => undefined);
    lockWhile(this.id, new Promise<void>((resolve) => (this.#release = resolve)));
  }

  /**
   * Writes a piece after those before it. When the device is full, the page still has all of them.
   */
  write({ bytes, number, duration_ms, recorded_at, kind }: RecordedPiece): void {
    const size = (this.#size += bytes.size);
    const draft = { ...this.#about, id: this.id, recorded_at, duration_ms, kind, size };
    this.#written = this.#written
      .then(async () => keepPiece(draft, number, await bytes.arrayBuffer()))
      .catch(() => undefined);
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
