import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type { SceneDraft, Texts } from './document/draft.ts';
import { editorWords } from './words/editor.ts';

/** Returns a text in this language, in the other where it is not written in this one. */
export const said = (texts: Texts, language: Language): string =>
  texts[language]?.trim() || texts.nl?.trim() || texts.en?.trim() || '';

const SHORT = 48;

/** Returns the beginning of a text, for a list. */
export function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= SHORT ? line : `${line.slice(0, SHORT - 1).trimEnd()}…`;
}

/** Names a scene in a list: its kind, and the beginning of what it asks. */
export function sceneName(scene: SceneDraft, language: Language): string {
  const t = editorWords();
  return `${t[scene.kind]}: ${brief(said(scene.prompt, language)) || t.unwritten}`;
}
