import type { Language } from './language.svelte.ts';

const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };
const DAY_MS = 86_400_000;

/** The language of texts and the IANA zone of times. */
export type Place = { language: Language; zone: string };

/** Returns the IANA zone that this device is set to. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Returns the zones that this browser knows; none where an older browser can't list them. */
export const knownZones = (): string[] => Intl.supportedValuesOf?.('timeZone') ?? [];

/** Returns the zone, or the device's own where an older browser does not know it. */
const zoneOrDevice = (zone: string): string => (isKnown(zone) ? zone : deviceZone());

function formatter({ language, zone }: Place, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: zoneOrDevice(zone) });
}

/** Returns midnight in UTC of the calendar day that it is in the zone. */
function dayIn(zone: string, at: Date): Date {
  const parts = formatter({ language: 'en', zone }, { dateStyle: 'short' }).formatToParts(at);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day')));
}

export function clockTime(at: Date, place: Place): string {
  const time = formatter(place, { hour: 'numeric', minute: '2-digit' }).format(at);
  return time.replace(/^0(?=\d)/, '');
}

function dayName(at: Date, now: Date, place: Place): string {
  const [day, today] = [dayIn(place.zone, at), dayIn(place.zone, now)];
  const days = Math.round((day.getTime() - today.getTime()) / DAY_MS);
  if (Math.abs(days) <= 1) {
    const relative = new Intl.RelativeTimeFormat(LOCALES[place.language], { numeric: 'auto' });
    return relative.format(days, 'day');
  }
  if (days > 1 && days < 7) return formatter(place, { weekday: 'long' }).format(at);
  const sameYear = day.getUTCFullYear() === today.getUTCFullYear();
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
  return formatter(place, sameYear ? date : { ...date, year: 'numeric' }).format(at);
}

/**
 * Says a moment as a person does: "morgen om 9:30", "yesterday at 14:05", "12 december om 8:00".
 *
 * `iso` is any ISO 8601 time; `zone` an IANA name, normally the membership's.
 */
export function sayWhen(iso: string, place: Place, now: Date = new Date()): string {
  const at = new Date(iso);
  const join = place.language === 'nl' ? 'om' : 'at';
  return `${dayName(at, now, place)} ${join} ${clockTime(at, place)}`;
}

/** Says the day of a moment as a person does: "morgen", "Thursday", "12 december". */
export const sayDayName = (iso: string, place: Place, now: Date): string =>
  dayName(new Date(iso), now, place);

/** Says the calendar day of a moment where the person lives: "20 november 2026". */
export const sayDay = (iso: string, place: Place): string =>
  formatter(place, { dateStyle: 'long' }).format(new Date(iso));

/**
 * Returns the calendar day of a moment where the person lives as a date that sorts: "2026-11-20".
 */
export const isoDay = (iso: string, { zone }: Place): string =>
  // eslint-disable-next-line no-restricted-syntax -- midnight in UTC of the right day already
  dayIn(zone, new Date(iso)).toISOString().slice(0, 10);

/** Says a calendar day, such as "2026-11-20", in short: "20 nov". */
export const sayCalendarDay = (day: string, language: Language): string =>
  day &&
  formatter({ language, zone: 'UTC' }, { day: 'numeric', month: 'short' }).format(new Date(day));

/** Returns every calendar day from the first to the last, such as "2026-11-20". */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    // eslint-disable-next-line no-restricted-syntax -- midnight in UTC
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

const MONDAY = Date.UTC(2024, 0, 1);

/** Says the name of an ISO weekday: 1 is "maandag". */
export const sayWeekday = (weekday: number, language: Language): string =>
  formatter({ language, zone: 'UTC' }, { weekday: 'long' }).format(MONDAY + (weekday - 1) * DAY_MS);

/** Says milliseconds as a clock: 65 000 -> "1:05". */
export function sayLength(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Says a moment, or the stretch from there to `until_ms`: "0:04–0:09". */
export const sayMoment = (at_ms: number, until_ms: number | null): string =>
  until_ms === null ? sayLength(at_ms) : `${sayLength(at_ms)}–${sayLength(until_ms)}`;
