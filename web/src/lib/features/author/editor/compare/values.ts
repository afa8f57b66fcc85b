import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import { namesOf, rubricNameOf, type Library } from '#lib/features/author/content.ts';
import type { Draft, OptionDraft, SceneDraft } from '#lib/features/author/editor/document/draft.ts';
import { said, sceneName } from '#lib/features/author/editor/names.ts';
import { cardWords } from '#lib/features/author/editor/words/fields.ts';
import { sceneWords } from '#lib/features/author/editor/words/scene.ts';
import { startWords } from '#lib/features/author/editor/words/start.ts';

type Words = Record<string, unknown>;

/** Returns what a code is called on screen, where it is one of a field's choices. */
function codeName(name: string, code: string): string {
  const words: Words = /^(sector|channel)$/.test(name) ? cardWords() : sceneWords();
  const found = /^(sector|channel|purpose|medium|example_shown)$/.test(name) ? words[code] : null;
  return typeof found === 'string' ? found : code;
}

function optionsText(options: readonly OptionDraft[], language: Language): string {
  const t = sceneWords();
  return options
    .map((option, at) => {
      const text = said(option.text, language) || startWords().empty;
      return `${at + 1}. ${text}${option.is_right ? ` (${t.right})` : ''}`;
    })
    .join('\n');
}

/** Returns a function that says the value of a field in words, for two drafts that are compared. */
export function valueSayer(library: Library, mine: Draft, theirs: Draft, language: Language) {
  const t = startWords();
  const sceneOf = (key: string): SceneDraft | undefined =>
    [...mine.scenes, ...theirs.scenes].find((scene) => scene.key === key);
  const nameOf = (key: string): string => {
    const scene = sceneOf(key);
    return scene ? sceneName(scene, language) : key;
  };

  function ofKnown(path: string, value: string | readonly string[]): string {
    const name = path.split('.').at(-1) ?? '';
    if (path === 'order')
      return (value as readonly string[]).map((key, at) => `${at + 1}. ${nameOf(key)}`).join('\n');
    if (path === 'techniques') return namesOf(value as readonly string[], library.techniques);
    if (path === 'aggression_type') return namesOf([value as string], library.aggressionTypes);
    if (path === 'rubric_version') return rubricNameOf(value as string, library.rubrics);
    if (name === 'next') return value === 'end' ? sceneWords().toEnd : nameOf(value as string);
    return codeName(name, String(value));
  }

  return (path: string, value: unknown): string => {
    if (value === null && /^scenes\.[^.]+$/.test(path)) return t.notThere;
    if (value === null && path.endsWith('.next')) return sceneWords().inOrder;
    if (value === null || value === undefined || value === '') return t.empty;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (typeof value === 'number')
      return path.endsWith('_ms') ? String(Math.round(value / 1000)) : String(value);
    if (path.endsWith('.options')) return optionsText(value as OptionDraft[], language);
    if (Array.isArray(value) || typeof value === 'string') return ofKnown(path, value) || t.empty;
    const scene = value as SceneDraft;
    return [sceneName(scene, language), optionsText(scene.options, language)]
      .filter(Boolean)
      .join('\n');
  };
}
