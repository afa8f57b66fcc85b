import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type { Clips, Draft, SceneDraft, Texts } from './draft.ts';

const LANGUAGES: readonly Language[] = ['nl', 'en'];

type Place = { attr: string; has: Texts | Clips };

function scenePlaces(scene: SceneDraft, place: string): Place[] {
  const places: Place[] = [{ attr: `${place}.prompt`, has: scene.prompt }];
  if (scene.kind === 'watch' || scene.kind === 'info')
    places.push({ attr: `${place}.clips`, has: scene.clips });
  if (scene.kind === 'info') places.push({ attr: `${place}.body`, has: scene.body });
  if (scene.kind === 'choose')
    for (const [at, { text, explanation }] of scene.options.entries())
      places.push(
        { attr: `${place}.options.${at}.text`, has: text },
        { attr: `${place}.options.${at}.explanation`, has: explanation },
      );
  if (scene.kind === 'respond')
    places.push(
      { attr: `${place}.autocue`, has: scene.autocue },
      { attr: `${place}.example_answer`, has: scene.example_answer },
      { attr: `${place}.example_clips`, has: scene.example_clips },
    );
  return places;
}

const isThere = ({ has }: Place, language: Language) => Boolean(has[language]?.trim());

/** Texts and clips that an exercise may do without: they count once either language has them. */
const MAY_BE_LEFT_OUT = /(content_warning|clips|autocue|example_answer|example_clips)$/;

export type Completeness = { language: Language; written: number; of: number; missing: string[] };

/**
 * Returns for each language how many texts and clips it has, of how many, and the places of those
 * that it lacks.
 */
export function completenessOf(draft: Draft): Completeness[] {
  const all: Place[] = [
    { attr: 'title', has: draft.title },
    { attr: 'summary', has: draft.summary },
    { attr: 'content_warning', has: draft.content_warning },
    ...draft.scenes.flatMap((scene, at) => scenePlaces(scene, `scenes.${at}`)),
  ];
  const wanted = all.filter(
    (place) =>
      !MAY_BE_LEFT_OUT.test(place.attr) || LANGUAGES.some((language) => isThere(place, language)),
  );
  return LANGUAGES.map((language) => {
    const missing = wanted.filter((place) => !isThere(place, language)).map(({ attr }) => attr);
    return { language, written: wanted.length - missing.length, of: wanted.length, missing };
  });
}
