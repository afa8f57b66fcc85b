export type Language = 'nl' | 'en';

export const LANGUAGES: readonly Language[] = ['nl', 'en'];

/** The name of each language in that language. */
export const LANGUAGE_NAMES: Record<Language, string> = { nl: 'Nederlands', en: 'English' };

export function isLanguage(code: unknown): code is Language {
  return code === 'nl' || code === 'en';
}

/** Returns the browser's first preferred language that Kalm has; English otherwise. */
export function preferredLanguage(preferred: readonly string[]): Language {
  const codes = preferred.map((tag) => tag.slice(0, 2).toLowerCase());
  return codes.find(isLanguage) ?? 'en';
}

class Current {
  /** The person's language once known, the browser's until then. */
  code = $state<Language>(preferredLanguage(globalThis.navigator?.languages ?? []));
}

export const language = new Current();
