import type { Language } from '#lib/i18n/language.svelte.ts';

/** "09:30:00" -> "9:30". */
export const sayTime = (time: string): string => time.slice(0, 5).replace(/^0/, '');

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function nameOf(weekday: number, language: Language): string {
  const options = { weekday: 'long', timeZone: 'UTC' } as const;
  const at = new Date(MONDAY + (weekday - 1) * DAY_MS);
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', options).format(at);
}

const isRow = (days: number[]) => days.every((day, at) => !at || day === (days[at - 1] ?? 0) + 1);

/** ISO weekdays (1 is Monday) in words; three or more in a row as from-to. */
export function sayWeekdays(weekdays: number[], language: Language): string {
  const days = weekdays.toSorted((one, other) => one - other);
  const names = days.map((day) => nameOf(day, language));
  if (days.length > 2 && isRow(days)) {
    const [first, last] = [names[0], names.at(-1)];
    return language === 'nl' ? `${first} tot en met ${last}` : `${first} to ${last}`;
  }
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
