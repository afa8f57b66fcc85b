import { END, type Draft, type SceneDraft } from './draft.ts';

/** A way from one scene to another; `to` is null at the end, and undefined where there is none. */
export type Edge = {
  from: number;
  to: number | null | undefined;
  /** The place of the option that leads there; null for the way that the scene itself names. */
  option: number | null;
};

/** Returns where a target leads from a scene: a place, null for the end, undefined for nowhere. */
export function targetOf(
  scenes: readonly SceneDraft[],
  at: number,
  next: string | null,
): number | null | undefined {
  if (next === END) return null;
  if (next === null) return at + 1 < scenes.length ? at + 1 : null;
  const found = scenes.findIndex(({ key }) => key === next);
  return found < 0 ? undefined : found;
}

/** Tells whether a choice in this scene may lead to a scene of its own. */
export const branches = (scene: SceneDraft): boolean =>
  scene.kind === 'choose' && !scene.several && scene.options.some(({ next }) => next !== null);

/** Returns the ways out of a scene, one for each option where any of them names a scene. */
export function edgesOf(scenes: readonly SceneDraft[], at: number): Edge[] {
  const scene = scenes[at];
  if (!scene) return [];
  if (!branches(scene)) return [{ from: at, to: targetOf(scenes, at, scene.next), option: null }];
  return scene.options.map(({ next }, option) => ({
    from: at,
    to: targetOf(scenes, at, next ?? scene.next),
    option,
  }));
}

export type Faults = {
  /** Places of scenes from which a way leads back to them. */
  loops: number[];
  /** Places of scenes that no way reaches. */
  unreachable: number[];
  /** Ways that lead to a scene that does not exist. */
  unknown: Edge[];
  /** Tells whether some way reaches the end without a reply to camera. */
  endsUnanswered: boolean;
};

/** Returns what is wrong with the ways through a draft's scenes. */
export function faultsOf({ scenes }: Draft): Faults {
  const edges = scenes.flatMap((_, at) => edgesOf(scenes, at));
  const reach = (from: number, may: (at: number) => boolean): Set<number> => {
    const seen = new Set<number>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at) || at >= scenes.length) continue;
      seen.add(at);
      if (!may(at)) continue;
      for (const { from: here, to } of edges)
        if (here === at && typeof to === 'number') open.push(to);
    }
    return seen;
  };
  const reached = scenes.length ? reach(0, () => true) : new Set<number>();
  const isLoop = (at: number) =>
    edges.some(
      ({ from, to }) => from === at && typeof to === 'number' && reach(to, () => true).has(at),
    );
  const silent = scenes.length ? reach(0, (at) => scenes[at]?.kind !== 'respond') : new Set();
  return {
    loops: [...scenes.keys()].filter(isLoop),
    unreachable: [...scenes.keys()].filter((at) => !reached.has(at)),
    unknown: edges.filter(({ to }) => to === undefined),
    endsUnanswered: edges.some(
      ({ from, to }) => to === null && silent.has(from) && scenes[from]?.kind !== 'respond',
    ),
  };
}

/**
 * Returns the column of each scene in a drawing: how many scenes come before it on the longest way
 * there. Scenes of a loop, and those that nothing reaches, follow their predecessor in the list.
 */
export function columnsOf({ scenes }: Draft): number[] {
  const columns = scenes.map(() => 0);
  // No way without a loop has more steps than there are scenes.
  for (let round = 0; round < scenes.length; round += 1) {
    let isMoved = false;
    for (const at of scenes.keys()) {
      for (const { to } of edgesOf(scenes, at)) {
        if (typeof to !== 'number' || to <= at) continue;
        const least = (columns[at] ?? 0) + 1;
        if ((columns[to] ?? 0) >= least) continue;
        columns[to] = least;
        isMoved = true;
      }
    }
    if (!isMoved) break;
  }
  return columns;
}
