import { clockTime, sayWhen } from '#lib/kit/i18n/dates.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';

type Place = { language: Language; zone: string };
type Unit = 'minute' | 'hour' | 'day';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function largest(ms: number): [number, Unit] {
  if (ms < HOUR_MS) return [Math.floor(ms / MINUTE_MS), 'minute'];
  if (ms < 2 * DAY_MS) return [Math.floor(ms / HOUR_MS), 'hour'];
  return [Math.floor(ms / DAY_MS), 'day'];
}

function amount(ms: number, language: Language): string {
  const [value, unit] = largest(ms);
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** How long something has been waiting, with `now` in ms since 1970: "Wacht 2 uur". */
export function sayAge(since: string, language: Language, now: number): string {
  const ms = Math.max(0, now - Date.parse(since));
  if (ms < MINUTE_MS) return language === 'nl' ? 'Net binnen' : 'Just came in';
  const said = amount(ms, language);
  return language === 'nl' ? `Wacht ${said}` : `Waiting for ${said}`;
}

/** The promise in words, and whether it has passed: "feedback beloofd voor morgen 9:30 uur". */
export function sayPromise(
  promised: string,
  place: Place,
  now: number,
): { text: string; late: boolean } {
  const late = Date.parse(promised) < now;
  const nl = place.language === 'nl';
  const when = sayWhen(promised, place, new Date(now));
  if (!nl) return { text: `feedback ${late ? 'was ' : ''}promised by ${when}`, late };
  // Dutch says "voor morgen 9:30 uur" without the "om" that a moment by itself takes.
  const clock = clockTime(new Date(promised), place);
  const before = when.replace(` om ${clock}`, ` ${clock} uur`);
  return { text: `feedback ${late ? 'was ' : ''}beloofd voor ${before}`, late };
}
