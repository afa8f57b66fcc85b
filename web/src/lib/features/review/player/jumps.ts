import type { Comment } from '#lib/kit/api/types.ts';

type Place = { take: string | undefined; at: number };

/**
 * The comment before or after the current one, of comments in the order of the conversation; with
 * no current one, that before or after a place in one of its takes.
 */
export function neighbourOf(
  comments: readonly Comment[],
  current: string | null,
  { take, at }: Place,
  by: 1 | -1,
): Comment | undefined {
  const index = comments.findIndex(({ id }) => id === current);
  if (index >= 0) return comments[index + by];
  const own = comments.filter((one) => one.take === take);
  return by > 0 ? own.find(({ at_ms }) => at_ms >= at) : own.findLast(({ at_ms }) => at_ms < at);
}
