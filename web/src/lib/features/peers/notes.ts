import { newId } from '#lib/kit/api/ids.ts';
import type { CommentKind } from '#lib/kit/api/types.ts';

/** What a colleague says about a moment. `seen` is the version that the server has; null for none. */
export type Note = {
  id: string;
  take: string;
  at_ms: number;
  kind: CommentKind;
  text: string;
  seen: string | null;
};

/** A note as the server has it. */
export type Saved = Omit<Note, 'seen'> & { version: string };

/** What this device keeps until the server has it: a note, or that one was removed. */
export type Kept = { note: Note; removed: boolean };

/** What is on screen, and what of it the server still has to learn. */
export type Merged = { notes: Note[]; waiting: Kept[] };

export const asNote = ({ version, ...said }: Saved): Note => ({ ...said, seen: version });

const saysSame = (one: Note, other: Saved) =>
  one.take === other.take &&
  one.at_ms === other.at_ms &&
  one.kind === other.kind &&
  one.text === other.text;

/**
 * Returns what to do with one note that this device kept, beside what the server has of it.
 *
 * No word is lost: where another tab or device changed or removed the same note, both texts stay,
 * mine as a note of its own.
 */
export function settle({ note, removed }: Kept, there: Saved | null): Kept | null {
  if (removed) return there && there.version === note.seen ? { note, removed } : null;
  if (there && saysSame(note, there)) return null;
  if ((there?.version ?? null) === note.seen) return { note, removed };
  return { note: { ...note, id: newId(), seen: null }, removed };
}

/** Lays what this device kept over what the server has. */
export function merge(saved: readonly Saved[], kept: readonly Kept[]): Merged {
  const there = new Map(saved.map((one) => [one.id, one]));
  const waiting = kept.flatMap((one) => settle(one, there.get(one.note.id) ?? null) ?? []);
  const mine = new Map(waiting.map((one) => [one.note.id, one]));
  const untouched = saved.filter(({ id }) => !mine.has(id)).map(asNote);
  const written = waiting.filter(({ removed }) => !removed).map(({ note }) => note);
  return { notes: inOrder([...untouched, ...written]), waiting };
}

export const inOrder = (notes: readonly Note[]): Note[] =>
  notes.toSorted((one, other) => one.at_ms - other.at_ms || (one.id < other.id ? -1 : 1));
