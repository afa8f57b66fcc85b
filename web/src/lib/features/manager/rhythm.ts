import { sayWeekday } from '#lib/kit/i18n/dates.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';

/** Says a time of day: "09:30:00" -> "9:30". */
export const sayTime = (time: string): string => time.slice(0, 5).replace(/^0/, '');

const isRow = (days: number[]) => days.every((day, at) => !at || day === (days[at - 1] ?? 0) + 1);

/** Says ISO weekdays (1 is Monday) in words; three or more in a row as from-to. */
export function sayWeekdays(weekdays: number[], language: Language): string {
  const days = weekdays.toSorted((one, other) => one - other);
  const names = days.map((day) => sayWeekday(day, language));
  if (days.length > 2 && isRow(days)) {
    const [first, last] = [names[0], names.at(-1)];
    return language === 'nl' ? `${first} tot en met ${last}` : `${first} to ${last}`;
  }
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
