import type { TextsSummary } from '#lib/kit/api/messageTexts.ts';

/** The texts of one kind, in each language. */
export type KindOfTexts = { kind: string; label: string; texts: TextsSummary[] };

/** Begins a text with a capital. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Puts the languages of each kind together, in the order of the answer. */
export function byKind(texts: readonly TextsSummary[]): KindOfTexts[] {
  const found = new Map<string, KindOfTexts>();
  for (const one of texts) {
    const { kind, label } = one;
    const group = found.get(kind) ?? { kind, label: capital(label), texts: [] };
    group.texts.push(one);
    found.set(kind, group);
  }
  return [...found.values()];
}
