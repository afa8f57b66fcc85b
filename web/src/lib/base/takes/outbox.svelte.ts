import { newId } from '#lib/kit/api/ids.ts';
import { deleteUpload } from '#lib/kit/api/media.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { putSelfCheck } from '#lib/kit/api/training.ts';
import type { Attempt } from '#lib/kit/api/types.ts';
import { finishDraft } from './drafts.ts';
import { OutboxItem } from './outboxItem.svelte.ts';
import { takesOf, type LocalTake, type SelfMark } from './store.ts';
import {
  adopt,
  endAttempt,
  endWish,
  isAwaiting,
  keepChanges,
  keepWish,
  type Wish,
} from './wishes.ts';

const WAITS_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

/** Sends the recordings of this device's person to the server: one at a time, oldest first. */
class Outbox {
  items = $state.raw<OutboxItem[]>([]);
  /** True once what an earlier visit left has been looked up. */
  ready = $state(false);
  #person: string | null = null;
  #paused = false;
  #running = false;
  #wake: (() => void) | null = null;

  /** The recordings that are still on the device alone. */
  pending = $derived(this.items.filter((item) => item.phase !== 'arrived'));

  /** False while a recording is in this page alone, so that closing it would lose it. */
  allKept = $derived(this.pending.every((item) => item.kept));

  /**
   * How many were submitted to the coaches during this visit; a list that shows them reloads when
   * it changes.
   */
  submittedCount = $derived(this.items.filter((item) => item.submitted).length);

  constructor() {
    globalThis.addEventListener?.('online', () => this.tryNow());
    globalThis.addEventListener?.('beforeunload', (event) => {
      if (!this.allKept) event.preventDefault();
    });
    globalThis.document?.addEventListener('visibilitychange', () => this.tryNow());
  }

  /**
   * Loads what an earlier visit left, or goes on after `pause`.
   *
   * A page belongs to one person, and so does its outbox: what somebody else keeps on this device
   * waits for a page of their own.
   */
  async start(person: string): Promise<void> {
    this.#paused = false;
    if (this.#person !== null) return this.tryNow();
    this.#person = person;
    const found = await takesOf(person).catch(() => []);
    this.items = [...found.map((take) => new OutboxItem(take)), ...this.items];
    this.ready = true;
    this.tryNow();
  }

  /** Stops sending while this page's person is not signed in; every recording stays where it is. */
  pause(): void {
    this.#paused = true;
    for (const item of this.items) {
      if (item.phase !== 'sending') continue;
      item.stop.abort();
      item.stop = new AbortController();
    }
    this.#wake?.();
  }

  of(attempt: string): OutboxItem[] {
    return this.items.filter((item) => item.take.attempt === attempt);
  }

  /** Keeps a new recording on the device in place of its pieces, then sends it. */
  async add(take: LocalTake): Promise<OutboxItem> {
    const kept = await finishDraft(take.id, take).then(
      () => true,
      () => false,
    );
    const item = new OutboxItem(take, kept);
    this.items = [...this.items, item];
    void navigator.storage?.persist?.().catch(() => false);
    void this.#run();
    return item;
  }

  /**
   * Ends an attempt, with its coaches or without, as soon as all of the takes have arrived. The
   * wish is stored with each that has not, so that it survives a closed app. Returns the attempt
   * where it was done at once.
   */
  async submit(wish: Wish): Promise<Attempt | null> {
    const items = this.items.filter(({ take }) => wish.takes.includes(take.id));
    const waiting = items.filter(({ phase }) => phase !== 'arrived');
    if (!waiting.length) {
      const done = await endAttempt(wish);
      for (const item of items) item.submitted = done;
      return done;
    }
    await keepWish(waiting, wish);
    this.tryNow();
    return null;
  }

  /** Saves what the person found of a take: now, or once it has arrived. */
  async selfCheck(
    { organisation, attempt }: Pick<Wish, 'organisation' | 'attempt'>,
    take: string,
    marks: readonly SelfMark[],
  ): Promise<void> {
    const item = this.items.find((found) => found.take.id === take && found.phase !== 'arrived');
    if (item) {
      item.take = { ...item.take, self_check: marks };
      await keepChanges([item]);
    } else await putSelfCheck(organisation, attempt, take, marks);
  }

  /** Removes a recording that has not arrived, here and what the server has of it. */
  async remove(item: OutboxItem): Promise<void> {
    item.stop.abort();
    await item.forget();
    this.items = this.items.filter((other) => other !== item);
    await endWish(this.items, item.take.id);
    if (item.phase !== 'arrived') {
      await deleteUpload(item.take.organisation, item.take.upload).catch(() => undefined);
    }
  }

  /** Tries to send now: the network is back, or the person asks. */
  tryNow = (): void => {
    for (const item of this.items) if (item.phase === 'refused') item.phase = 'waiting';
    this.#wake?.();
    void this.#run();
  };

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    await oneTabAtATime(() => this.#drain());
    this.#running = false;
  }

  async #drain(): Promise<void> {
    let failures = 0;
    for (let item = this.#next(); item; item = this.#next()) {
      failures = (await this.#send(item)) ? 0 : failures + 1;
      if (failures) await this.#rest(WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 60_000);
    }
  }

  #next(): OutboxItem | undefined {
    if (this.#paused) return undefined;
    return this.items.find((item) => item.phase === 'waiting');
  }

  /** Sends one recording; true when the next one may follow at once. */
  async #send(item: OutboxItem): Promise<boolean> {
    const { signal } = item.stop;
    item.phase = 'sending';
    try {
      if (!(await adopt(item))) return this.#drop(item);
      const { saveSelfCheck, sendTake, endSent } = await import('./send.ts');
      const progress = (sent: number) => (item.sent = sent);
      const arrived = await sendTake(item.take, signal, progress);
      await adopt(item);
      await saveSelfCheck(item.take);
      if (item.take.submit) await this.#submitArrived(item, endSent);
      [item.arrived, item.problem, item.phase] = [arrived, null, 'arrived'];
      await item.forget();
      return true;
    } catch (problem) {
      if (signal.aborted) item.phase = 'waiting';
      if (signal.aborted) return true;
      item.problem = problem instanceof Problem ? problem : new Problem('unknown', 0);
      if (this.#needsNewUpload(item)) return this.#startOver(item);
      const { isPassing, isForSomeoneElse } = item.problem;
      item.phase = isPassing || isForSomeoneElse ? 'waiting' : 'refused';
      return item.phase === 'refused';
    }
  }

  /** Drops a recording that another tab has sent or deleted meanwhile. */
  #drop(item: OutboxItem): true {
    this.items = this.items.filter((other) => other !== item);
    return true;
  }

  /**
   * Submits a recording that arrived; where it goes with others, the last of them submits all. A
   * refusal that stays (it cannot be played) gives the choice back to the person.
   */
  async #submitArrived(item: OutboxItem, submit: (take: LocalTake) => Promise<Attempt>) {
    if (await isAwaiting(item, this.items)) return;
    try {
      item.submitted = await submit(item.take);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.isPassing || problem.isForSomeoneElse)
        throw problem;
      [item.submit, item.take] = [false, { ...item.take, submit: false }];
      item.refusal = problem;
    }
  }

  /**
   * Tells whether a new upload is needed: the server dropped the old one because it waited too long
   * or, once, its id is somebody else's.
   */
  #needsNewUpload(item: OutboxItem): boolean {
    if (item.problem?.code === 'upload_id_taken' && !item.renewed) return (item.renewed = true);
    return item.problem?.status === 410;
  }

  /** Sends the same recording as another upload. */
  async #startOver(item: OutboxItem): Promise<boolean> {
    item.take = { ...item.take, upload: newId() };
    item.sent = 0;
    item.phase = 'waiting';
    await keepChanges([item]);
    return false;
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * Runs the work in one tab at a time: two tabs that send the same bytes would only interrupt each
 * other.
 */
async function oneTabAtATime(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request('kalm-outbox', work);
  else await work();
}

export const outbox = new Outbox();
