/** A part of a conversation: what the customer says, or a reply. */
export type Part = {
  /** Of the scene with the customer's clip, or of the take. */
  id: string;
  kind: 'clip' | 'take';
  /** Counts the replies from 1; of a clip, the reply that follows it. */
  number: number;
};

type Conversation = {
  /** The scenes that were met, in order. */
  path: readonly string[];
  scenes: readonly { id: string; kind: string; has_video: boolean }[];
  /** The takes that were submitted, one for each reply. */
  takes: readonly { id: string; scene: string }[];
};

/**
 * Returns the parts of a conversation in the order it went: customer, reply, customer, reply.
 *
 * A single reply stands alone, without the customer before it.
 */
export function partsOf({ path, scenes, takes }: Conversation): Part[] {
  if (takes.length < 2) return takes.map(({ id }) => ({ id, kind: 'take', number: 1 }));
  const met = new Set(path);
  const place = new Map(path.map((id, at) => [id, at]));
  const placeOf = (id: string) => place.get(id) ?? Infinity;
  const clips = scenes.filter(
    ({ id, kind, has_video }) => met.has(id) && kind === 'watch' && has_video,
  );
  const ordered = [
    ...clips.map(({ id }) => ({ id, kind: 'clip' as const, at: placeOf(id) })),
    ...takes.map(({ id, scene }) => ({ id, kind: 'take' as const, at: placeOf(scene) })),
  ].sort(
    (one, other) =>
      one.at - other.at || (one.kind === other.kind ? 0 : one.kind === 'clip' ? -1 : 1),
  );
  let number = 1;
  return ordered.map(({ id, kind }) => ({ id, kind, number: kind === 'take' ? number++ : number }));
}

/** Returns the part after a part, if any. */
export const partAfter = (parts: readonly Part[], part: Part | undefined): Part | undefined =>
  parts[parts.findIndex(({ id }) => id === part?.id) + 1];

/** Returns the reply that a part is, or leads to. */
export function replyAt(parts: readonly Part[], part: Part | undefined): Part | undefined {
  const at = parts.findIndex(({ id }) => id === part?.id);
  return (
    parts.slice(at).find(({ kind }) => kind === 'take') ??
    parts.findLast(({ kind }) => kind === 'take')
  );
}
