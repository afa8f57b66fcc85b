import { isLanguage, LANGUAGES, type Language } from '#lib/kit/i18n/language.svelte.ts';

/** The languages that the editor's fields are in: one, or both side by side. */
export type Shown = Language | 'both';
export type View = 'edit' | 'preview';

const NAME = 'kalm.editor.languages';

/** Returns what this device showed last; the author's own language at first. */
export function shownBefore(own: Language): Shown {
  try {
    const found = localStorage.getItem(NAME);
    return found === 'both' || isLanguage(found) ? found : own;
  } catch {
    return own;
  }
}

export function rememberShown(shown: Shown): void {
  try {
    localStorage.setItem(NAME, shown);
  } catch {
    // Then it is chosen again at the next visit.
  }
}

export const languagesOf = (shown: Shown): readonly Language[] =>
  shown === 'both' ? LANGUAGES : [shown];
