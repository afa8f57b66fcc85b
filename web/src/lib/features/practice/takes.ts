import { outbox } from '#lib/base/takes/outbox.svelte.ts';
import type { OutboxItem } from '#lib/base/takes/outboxItem.svelte.ts';
import { saidAfter } from '#lib/features/record/index.ts';
import type { Video, VideoState } from '#lib/kit/api/types.ts';
import type { PlayAttempt } from './shape.ts';

/** A take as the person sees it: on this device, on the server, or both for a moment. */
export type ShownTake = {
  id: string;
  scene: string;
  /** Counts the takes of a scene, from 1; with one reply it stays when an earlier one is deleted. */
  number: number;
  recorded_at: string;
  duration_ms: number;
  /** The recording on this device, which plays at once. */
  blob: Blob | null;
  /** Set while the recording has not wholly arrived. */
  item: OutboxItem | null;
  /** The recording on the server, once it plays there. */
  video: string | null;
  state: VideoState;
  /** How much of the processing the server has done, in percent. */
  progress: number;
  /** True when it plays and the server may still add notices to it. */
  moreFollows: boolean;
  /** Why it cannot be played, in the person's language; empty otherwise. */
  reason: string;
  /** What its owner should check before submitting it: nothing to hear, nothing to see. */
  notices: readonly string[];
};

/** Returns whether a take can be played and sent, now or once it is prepared. */
export const isUsable = ({ state }: ShownTake) => state !== 'failed' && state !== 'deleted';

/**
 * Returns the notices that the server found, once it has looked; until then what the phone noticed
 * itself.
 */
function noticed(item: OutboxItem | null, video: Video | undefined): readonly string[] {
  if (video?.state === 'failed') return [];
  if (video?.notice_texts.length || (video?.state === 'ready' && !video.more_follows))
    return video.notice_texts;
  return saidAfter(item?.take.lacks ?? []);
}

/**
 * Returns the video's state as the server gives it; where it does not know the video yet, that it
 * is on its way.
 */
function seen(item: OutboxItem | null, video: Video | undefined) {
  return {
    video: video?.state === 'ready' ? video.id : null,
    state: video?.state ?? ('receiving' as const),
    progress: video?.progress ?? 0,
    moreFollows: video?.more_follows ?? false,
    reason: video?.reason_text ?? '',
    notices: noticed(item, video),
  };
}

function fromServer(attempt: PlayAttempt, items: readonly OutboxItem[]): ShownTake[] {
  return attempt.takes.map(({ id, scene, number, recorded_at, duration_ms, video }) => {
    const item = items.find((found) => found.take.id === id) ?? null;
    const blob = item?.take.blob ?? null;
    return { id, scene, number, recorded_at, duration_ms, blob, item, ...seen(item, video) };
  });
}

/**
 * Returns the takes oldest first: those that the server knows, then those that only this device
 * has.
 */
export function shownTakes(attempt: PlayAttempt): ShownTake[] {
  const items = outbox.of(attempt.id);
  const known = fromServer(attempt, items);
  const highest = Math.max(0, ...known.map((take) => take.number));
  const others = items.filter((item) => !known.some((take) => take.id === item.take.id));
  const local = others.map((item, at): ShownTake => ({
    id: item.take.id,
    scene: item.take.scene,
    number: highest + at + 1,
    recorded_at: item.take.recorded_at,
    duration_ms: item.take.duration_ms,
    blob: item.take.blob,
    item,
    ...seen(item, item.arrived?.video),
  }));
  const all = [...known, ...local];
  const replies = attempt.exercise.scenes.filter(({ kind }) => kind === 'respond');
  return replies.length > 1 ? all.map((take) => ({ ...take, number: rank(all, take) })) : all;
}

/** The server counts the takes of an attempt; in a conversation those of a reply are counted. */
const rank = (all: ShownTake[], { id, scene }: ShownTake): number =>
  all.filter((take) => take.scene === scene).findIndex((take) => take.id === id) + 1;
