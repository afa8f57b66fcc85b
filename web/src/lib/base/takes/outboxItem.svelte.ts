import type { Problem } from '#lib/kit/api/problem.ts';
import type { Attempt, Take } from '#lib/kit/api/types.ts';
import { forgetDraft } from './drafts.ts';
import { forgetTake, type LocalTake } from './store.ts';

/**
 * Where a recording is on its way to the server.
 *
 * `waiting` for the one before it or for the network; `sending`; `arrived` when the server has all
 * of it; `refused` when sending again will not help. Only `arrived` leaves the device.
 */
export type Phase = 'waiting' | 'sending' | 'arrived' | 'refused';

export class OutboxItem {
  take: LocalTake;
  phase = $state<Phase>('waiting');
  /** Bytes that the server has. */
  sent = $state(0);
  /** Whether it ends its attempt once it arrived, as far as the device has written that down. */
  submit = $state(false);
  /**
   * False when the device was full: then the recording is in this page alone until it has arrived.
   */
  kept = $state(true);
  problem = $state.raw<Problem | null>(null);
  /** The take that the server made of it, once arrived. */
  arrived = $state.raw<Take | null>(null);
  /** Set when it was also sent to the coaches. */
  submitted = $state.raw<Attempt | null>(null);
  /** Why it could not be submitted to the coaches, though it arrived. */
  refusal = $state.raw<Problem | null>(null);
  stop = new AbortController();
  /** True once it got a new upload, because its id was somebody else's. */
  renewed = false;

  constructor(take: LocalTake, kept = true) {
    this.take = take;
    this.submit = take.submit;
    this.kept = kept;
  }

  /** Removes it from the device, which may have a part of one that it could not keep whole. */
  async forget(): Promise<void> {
    if (this.kept) await forgetTake(this.take.id);
    else await forgetDraft(this.take.id).catch(() => undefined);
  }

  /** The progress in percent, never 100 before the server has said that it has all of it. */
  get percent(): number {
    if (this.phase === 'arrived') return 100;
    const { size } = this.take.blob;
    return size ? Math.min(99, Math.floor((100 * this.sent) / size)) : 0;
  }
}

/** The progress of several in percent, by their bytes. */
export function percentOf(items: readonly OutboxItem[]): number {
  const bytes = items.reduce((sum, { take }) => sum + take.blob.size, 0);
  const sent = items.reduce((sum, item) => sum + item.sent, 0);
  return bytes ? Math.min(99, Math.floor((100 * sent) / bytes)) : 0;
}
