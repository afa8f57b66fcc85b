import type { Attempt } from '#lib/kit/api/types.ts';

/**
 * Returns the place where an open attempt continues.
 *
 * It continues at the reply once something was recorded, or when it follows an earlier attempt,
 * whose scene is known; after the last answer otherwise. A scene that was only watched is shown
 * again.
 */
export function placeToGoOn(attempt: Attempt, hasTakes: boolean): number {
  const scenes = attempt.exercise.scenes.toSorted((one, other) => one.order - other.order);
  const respond = scenes.findIndex(({ kind }) => kind === 'respond');
  const redoes = attempt.follows !== null;
  if ((hasTakes || redoes) && respond >= 0) return respond;
  const answered = scenes.findLastIndex(({ id }) =>
    attempt.answers.some(({ scene }) => scene === id),
  );
  return Math.min(answered + 1, scenes.length - 1);
}
