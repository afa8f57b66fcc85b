import type { PlayAttempt } from './shape.ts';
import { isConversation, walk } from './walk.ts';

type Known = {
  /** The scenes of which something was recorded. */
  recorded: ReadonlySet<string>;
  /** The scenes that were met, as far as this device knows. */
  met: readonly string[];
};

/**
 * Returns the place on the path where an open attempt continues.
 *
 * It continues at the last reply of which something was recorded, or at the first reply when it
 * follows an earlier attempt, whose scenes are known; after the last answer otherwise. A scene that
 * was only watched is shown again. A conversation continues at the last scene that was met, where
 * that is further.
 */
export function placeToGoOn(attempt: PlayAttempt, { recorded, met }: Known): number {
  const { scenes } = attempt.exercise;
  const { path } = walk(scenes, attempt.answers);
  const last = path.findLastIndex(({ id }) => recorded.has(id));
  const first = attempt.follows === null ? -1 : path.findIndex(({ kind }) => kind === 'respond');
  const answered = path.findLastIndex(({ id }) =>
    attempt.answers.some(({ scene }) => scene === id),
  );
  const known = Math.max(last, first);
  const place = known > answered ? known : Math.min(answered + 1, Math.max(0, path.length - 1));
  if (!isConversation(scenes)) return place;
  const all = new Set([...met, ...attempt.path]);
  return Math.max(
    place,
    path.findLastIndex(({ id }) => all.has(id)),
  );
}
