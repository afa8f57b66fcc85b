import type { Part } from '#lib/base/player/parts.ts';

type Shown = {
  scenes: readonly { id: string; kind: string; has_video: boolean }[];
  takes: readonly { id: string; scene: string }[];
};

/**
 * Returns what a colleague watches in the order it went: the customer, the reply, and so on. Also a
 * single reply has the customer before it, whom the colleague has not met.
 */
export function partsToLookAt({ scenes, takes }: Shown): Part[] {
  let number = 1;
  return scenes.flatMap(({ id, kind, has_video }): Part[] => {
    const take = takes.find(({ scene }) => scene === id);
    if (take) return [{ id: take.id, kind: 'take', number: number++ }];
    return kind === 'watch' && has_video ? [{ id, kind: 'clip', number }] : [];
  });
}
