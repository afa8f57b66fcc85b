import { putCompletion, submitTakes } from '#lib/kit/api/training.ts';
import type { OutboxItem } from './outboxItem.svelte.ts';
import { changeTakes, keptTake, takesOf } from './store.ts';

/** How an attempt ends once its takes have arrived: all of them, or none. */
export type Wish = {
  organisation: string;
  attempt: string;
  takes: readonly string[];
  /** `submission` to the coaches, or `completion` without one. */
  end: 'submission' | 'completion';
  with_self_check: boolean;
};

/** Ends an attempt whose takes have arrived. */
export const endAttempt = ({ organisation, attempt, takes, end, with_self_check }: Wish) =>
  end === 'completion'
    ? putCompletion(organisation, attempt)
    : submitTakes(organisation, attempt, takes, with_self_check);

/** Stores what changed about recordings, all at once. */
export async function keepChanges(items: readonly OutboxItem[]): Promise<void> {
  const kept = items.filter((item) => item.kept);
  if (kept.length) await changeTakes(kept.map(({ take }) => take));
}

/**
 * Stores the wish with each recording that has yet to arrive. One that arrives meanwhile goes by it;
 * the screen says so once the device has written it, since a closed app must not forget it then.
 */
export async function keepWish(items: readonly OutboxItem[], wish: Wish): Promise<void> {
  const { takes: together, end, with_self_check } = wish;
  const before = items.map(({ take }) => take);
  for (const item of items) {
    item.take = { ...item.take, submit: true, together, end, with_self_check };
  }
  try {
    await keepChanges(items);
  } catch (fault) {
    items.forEach((item, at) => (item.take = before[at] ?? item.take));
    throw fault;
  }
  for (const item of items) item.submit = item.take.submit;
}

/** Takes the wish from recordings that should have gone with one that is gone now. */
export async function endWish(items: readonly OutboxItem[], gone: string): Promise<void> {
  const others = items.filter(({ take }) => take.submit && take.together?.includes(gone));
  for (const other of others) {
    other.submit = false;
    other.take = { ...other.take, submit: false };
  }
  await keepChanges(others);
}

/** Takes over what another tab wished for a recording; false where it is kept no more. */
export async function adopt(item: OutboxItem): Promise<boolean> {
  if (!item.kept) return true;
  const now = await keptTake(item.take.id);
  if (!now) return false;
  const { submit, together, end, with_self_check, self_check } = now;
  if (self_check && !item.take.self_check) item.take = { ...item.take, self_check };
  if (!submit || item.take.submit) return true;
  item.submit = true;
  item.take = {
    ...item.take,
    submit,
    ...(together && { together }),
    ...(end && { end }),
    ...(with_self_check && { with_self_check }),
  };
  return true;
}

/** Tells whether a take that goes with this one is still on its way, in any tab. */
export async function isAwaiting(
  { take: { id, person, together = [] } }: OutboxItem,
  items: readonly OutboxItem[],
): Promise<boolean> {
  const others = together.filter((take) => take !== id);
  if (!others.length) return false;
  const stored = await takesOf(person).catch(() => []);
  const here = items.filter(({ phase }) => phase !== 'arrived');
  return [...stored, ...here.map(({ take }) => take)].some((take) => others.includes(take.id));
}
