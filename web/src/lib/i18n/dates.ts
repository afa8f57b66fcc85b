import type { Language } from './language.svelte.ts';

const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };
const DAY_MS = 86_400_000;

type Place = { language: Language; zone: string };

function zoneOrHere(zone: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined; // an older browser may not know the zone; its own is the nearest truth
  }
}

function formatter({ language, zone }: Place, options: Intl.DateTimeFormatOptions) {
  const timeZone = zoneOrHere(zone);
  return new Intl.DateTimeFormat(LOCALES[language], timeZone ? { ...options, timeZone } : options);
}

/** Whole calendar days since 1970 in the zone: the difference of two is a number of midnights. */
function dayNumber(at: Date, zone: string): number {
  const parts = formatter({ language: 'en', zone }, { dateStyle: 'short' }).formatToParts(at);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return Math.round(Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS);
}

export function clockTime(at: Date, place: Place): string {
  const time = formatter(place, { hour: 'numeric', minute: '2-digit' }).format(at);
  return time.replace(/^0(?=\d)/, '');
}

function dayName(at: Date, now: Date, place: Place): string {
  const days = dayNumber(at, place.zone) - dayNumber(now, place.zone);
  if (Math.abs(days) <= 1) {
    const relative = new Intl.RelativeTimeFormat(LOCALES[place.language], { numeric: 'auto' });
    return relative.format(days, 'day');
  }
  if (days > 1 && days < 7) return formatter(place, { weekday: 'long' }).format(at);
  const sameYear = at.getUTCFullYear() === now.getUTCFullYear();
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
  return formatter(place, sameYear ? date : { ...date, year: 'numeric' }).format(at);
}

/**
 * A moment as a person says it: "morgen om 9:30", "yesterday at 14:05", "12 december om 8:00".
 *
 * `iso` is any ISO 8601 time; `zone` an IANA name, normally the membership's.
 */
export function sayWhen(iso: string, place: Place, now: Date = new Date()): string {
  const at = new Date(iso);
  const join = place.language === 'nl' ? 'om' : 'at';
  return `${dayName(at, now, place)} ${join} ${clockTime(at, place)}`;
}

/** Milliseconds as a clock: 65 000 -> "1:05". */
export function sayLength(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
