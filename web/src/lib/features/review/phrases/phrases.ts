import type { Phrase } from '#lib/kit/api/phrases.ts';
import type { CommentKind } from '#lib/kit/api/types.ts';

export type Variable = 'name' | 'exercise' | 'criterion' | 'technique' | 'level';

/** What the variables stand for in one comment; what is missing is for the coach to fill in. */
export type Values = Readonly<Partial<Record<Variable, string>>>;

/** Stands where a coach has something to fill in. */
export const GAP = '…';

/** The words of a phrase in one comment. */
export const fill = (text: string, values: Values): string =>
  text.replace(/\{([a-z_]+)\}/g, (_whole, name: string) => values[name as Variable] || GAP);

/** What somebody is called by a colleague who speaks to them. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

/** Where in a text a phrase is asked for: "/" at the beginning of a word, and what follows it. */
export type Asked = { from: number; typed: string };

/** The phrase that is asked for just before the caret; null where there is none. */
export function askedAt(text: string, caret: number): Asked | null {
  const found = /(?:^|[\s(“"])\/([^/\n]{0,60})$/.exec(text.slice(0, caret));
  if (!found) return null;
  const typed = found[1] ?? '';
  return { from: caret - typed.length - 1, typed };
}

/** How a word reads without its accents and capitals. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** How many are offered at once. */
const MOST = 7;

/**
 * The phrases that have each typed word as the beginning of one of theirs: those for this kind of
 * comment first, then one's own, and the rest in their order.
 */
export function matching(
  phrases: readonly Phrase[],
  typed: string,
  kind: CommentKind,
): readonly Phrase[] {
  const asked = plain(typed).split(/\s+/).filter(Boolean);
  const has = ({ text }: Phrase) => {
    const words = plain(text).split(/[^\p{L}\p{N}]+/u);
    return asked.every((word) => words.some((one) => one.startsWith(word)));
  };
  const rank = (one: Phrase) => Number(one.kind !== kind) * 2 + Number(one.shared);
  return phrases
    .filter(has)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, MOST);
}

/** The text with a phrase in place of what asked for it, and what of it is selected then. */
export function insert(text: string, asked: Asked, caret: number, words: string) {
  const whole = text.slice(0, asked.from) + words + text.slice(caret);
  const gap = words.indexOf(GAP);
  const start = asked.from + (gap < 0 ? words.length : gap);
  return { text: whole, start, end: gap < 0 ? start : start + GAP.length };
}
