import { language } from './language.svelte.ts';

type Text = string | ((...values: never[]) => string);

type Widened<T> = { [K in keyof T]: T[K] extends string ? string : T[K] };

/**
 * Defines a set of texts in both languages, side by side so that each is written rather than
 * translated.
 *
 * A key missing on one side, or a sentence that takes other values, does not compile. Read it in a
 * component as `const t = $derived(todayWords())`; it follows the language.
 */
export function words<const T extends Record<string, Text>>(both: {
  en: T;
  nl: NoInfer<Widened<T>>;
}): () => Widened<T> {
  return () => both[language.code] as Widened<T>;
}
