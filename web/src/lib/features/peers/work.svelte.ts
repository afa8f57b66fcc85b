import { newId } from '#lib/kit/api/ids.ts';
import {
  declinePeerRequest,
  readPeerRequest,
  removePeerComment,
  savePeerComment,
  sendPeerFeedback,
  type MarkedPeerComment,
  type PeerRequest,
} from '#lib/kit/api/peers.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { KeptNotes } from './kept.ts';
import { inOrder, merge, settle, type Kept, type Note, type Saved } from './notes.ts';

/** How it stands between both: being written, sent, declined, or over for another reason. */
export type Phase = 'writing' | 'sent' | 'declined' | 'over';

const PAUSE_MS = 800;
const AGAIN_MS = 6000;

const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 500);

/**
 * What one writes to a colleague about a recording. Each change is kept on this device at once and
 * saved on the server soon after; it leaves the device only when the server has it. Nobody else
 * reads it before it is sent.
 */
export class LookWork {
  notes = $state.raw<Note[]>([]);
  phase = $state<Phase>('writing');
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  /** Another tab added something that was not on screen when it was to be sent. */
  added = $state(false);
  #waiting = $state.raw<readonly Kept[]>([]);
  readonly #org: string;
  readonly #id: string;
  readonly #kept: KeptNotes;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(org: string, request: PeerRequest, person: string) {
    this.#org = org;
    this.#id = request.id;
    this.#kept = new KeptNotes({ person, request: request.id });
    this.#lay(request.comments, this.#kept.read());
    if (this.#waiting.length) this.#later(0);
  }

  get isSaved(): boolean {
    return this.#waiting.length === 0;
  }

  /** True when there is something that can be sent. */
  get hasWords(): boolean {
    return this.notes.some(({ text }) => text.trim());
  }

  begin(take: string, at_ms: number): Note {
    const note: Note = {
      id: newId(),
      take,
      at_ms: Math.round(at_ms),
      kind: 'strength',
      text: '',
      seen: null,
    };
    this.notes = inOrder([...this.notes, note]);
    return note;
  }

  change(id: string, part: Partial<Pick<Note, 'kind' | 'text'>>): void {
    const note = this.notes.find((one) => one.id === id);
    if (!note) return;
    const changed = { ...note, ...part };
    this.notes = this.notes.map((one) => (one.id === id ? changed : one));
    if (changed.text.trim()) this.#wait({ note: changed, removed: false });
  }

  remove(id: string): void {
    const note = this.notes.find((one) => one.id === id);
    this.notes = this.notes.filter((one) => one.id !== id);
    if (!note) return;
    if (note.seen === null && !this.#running) this.#done(id);
    else this.#wait({ note, removed: true });
  }

  /** Saves what waits now, as when the network is back. Never throws. */
  save = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#running ??= this.#saveAll().finally(() => (this.#running = null));
    return this.#running;
  };

  /** Sends all that is on screen, once the server has it. */
  async send(): Promise<void> {
    await this.#act(async () => {
      await this.save();
      if (!this.isSaved) return;
      const there = await readPeerRequest(this.#org, this.#id);
      const written = this.notes.filter(({ seen }) => seen !== null);
      const isSame = written.every(({ id, seen }) =>
        there.comments.some((one) => one.id === id && one.version === seen),
      );
      this.added = !isSame || written.length !== there.comments.length;
      this.#lay(there.comments, []);
      if (this.added) return;
      await sendPeerFeedback(this.#org, this.#id, there.version);
      this.#end('sent');
    });
  }

  async decline(): Promise<void> {
    await this.#act(async () => {
      await declinePeerRequest(this.#org, this.#id);
      this.#end('declined');
    });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #act(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.problem] = [true, null];
    try {
      await what();
    } catch (fault) {
      this.#fail(asProblem(fault));
    } finally {
      this.busy = false;
    }
  }

  #lay(saved: readonly Saved[], kept: readonly Kept[]): void {
    const empty = this.notes.filter(({ text, seen }) => !text.trim() && seen === null);
    const { notes, waiting } = merge(saved, kept);
    this.notes = inOrder([...notes, ...empty]);
    for (const { note } of kept) this.#kept.forget(note.id);
    for (const one of waiting) this.#kept.keep(one);
    this.#waiting = waiting;
  }

  #wait(kept: Kept): void {
    this.#kept.keep(kept);
    this.#waiting = [...this.#without(kept.note.id), kept];
    this.#later(PAUSE_MS);
  }

  #done(id: string): void {
    this.#kept.forget(id);
    this.#waiting = this.#without(id);
  }

  #without(id: string): Kept[] {
    return this.#waiting.filter(({ note }) => note.id !== id);
  }

  #waitingOf(id: string): Kept | undefined {
    return this.#waiting.find(({ note }) => note.id === id);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), ms);
  }

  async #saveAll(): Promise<void> {
    for (const kept of this.#waiting) {
      if (this.phase !== 'writing') return;
      try {
        await this.#saveOne(kept);
        this.problem = null;
      } catch (fault) {
        this.#fail(asProblem(fault), kept);
        return;
      }
    }
    // What was typed meanwhile.
    if (this.#waiting.length) this.#later(PAUSE_MS);
  }

  async #saveOne(kept: Kept): Promise<void> {
    const { note, removed } = kept;
    const { id, seen, ...said } = note;
    if (removed) {
      if (seen !== null) await removePeerComment(this.#org, this.#id, id, seen);
      this.#done(id);
      return;
    }
    const { version } = await savePeerComment(this.#org, this.#id, id, seen, said);
    const know = (one: Note) => (one.id === id ? { ...one, seen: version } : one);
    this.notes = this.notes.map(know);
    const now = this.#waitingOf(id);
    if (!now || now === kept) this.#done(id);
    else this.#wait({ ...now, note: know(now.note) });
  }

  #fail(problem: Problem, kept?: Kept): void {
    if (problem.status === 404) return this.#end('over');
    if (problem.code === 'peer_feedback_sent') return this.#end('sent');
    if (problem.code === 'mark_changed' && kept) {
      this.#separate(kept, problem.current as MarkedPeerComment | null);
      return;
    }
    this.problem = problem;
    if (problem.isPassing && this.#waiting.length) this.#later(AGAIN_MS);
  }

  /** Lets both texts stand where another tab changed the same note. */
  #separate(kept: Kept, there: Saved | null): void {
    const now = this.#waitingOf(kept.note.id) ?? kept;
    this.#done(kept.note.id);
    const others = this.notes.filter(({ id }) => id !== kept.note.id);
    const mine = settle(now, there);
    const { notes } = merge(there ? [there] : [], mine ? [mine] : []);
    this.notes = inOrder([...others, ...notes]);
    if (mine) this.#wait(mine);
  }

  #end(phase: Phase): void {
    clearTimeout(this.#timer);
    this.phase = phase;
    this.#waiting = [];
    this.#kept.clear();
  }
}
