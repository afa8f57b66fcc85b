import type { CoachScope } from '#lib/kit/api/coaches.ts';
import { LANGUAGE_NAMES } from '#lib/kit/i18n/language.svelte.ts';
import type { coachesWords } from './words.ts';

/** Says, a line each, which teams and languages bound a coach. */
export function boundsOf(
  { teams, languages }: Pick<CoachScope, 'teams' | 'languages'>,
  t: ReturnType<typeof coachesWords>,
): string[] {
  const said = [];
  if (teams.length) said.push(t.teams(teams.map(({ name }) => name).join(', ')));
  if (languages.length)
    said.push(t.languages(languages.map((code) => LANGUAGE_NAMES[code]).join(', ')));
  return said.length ? said : [t.everyone];
}
