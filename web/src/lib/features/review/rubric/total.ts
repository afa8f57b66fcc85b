import type { Criterion } from '#lib/kit/api/coaching.ts';

/**
 * The points of all levels that were given and the most that there could be, each criterion as often
 * as it weighs. It is computed where it is shown and kept nowhere: the levels are the judgement.
 */
export function totalOf(
  criteria: readonly Pick<Criterion, 'id' | 'weight' | 'levels'>[],
  scores: Readonly<Record<string, { level: string }>>,
): { points: number; most: number } {
  const [points, most] = criteria.reduce(
    ([given, top], { id, weight, levels }) => {
      const level = levels.find((one) => one.id === scores[id]?.level);
      const highest = Math.max(0, ...levels.map(({ value }) => value));
      return [given + weight * (level?.value ?? 0), top + weight * highest] as const;
    },
    [0, 0] as readonly [number, number],
  );
  return { points, most };
}
