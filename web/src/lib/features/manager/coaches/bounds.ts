import type { CoachScope } from '#lib/kit/api/coaches.ts';
import { LANGUAGE_NAMES } from '#lib/kit/i18n/language.svelte.ts';
import type { coachesWords } from './words.ts';

/** Says, a line each, whether a coach is a lead, and which teams and languages bound them. */
export function boundsOf(
  { teams, languages, is_lead }: Pick<CoachScope, 'teams' | 'languages' | 'is_lead'>,
  t: ReturnType<typeof coachesWords>,
): string[] {
  const said = [];
  if (teams.length) said.push(t.teams(teams.map(({ name }) => name).join(', ')));
  if (languages.length)
    said.push(t.languages(languages.map((code) => LANGUAGE_NAMES[code]).join(', ')));
  if (!said.length) said.push(t.everyone);
  return is_lead ? [t.lead, ...said] : said;
}
