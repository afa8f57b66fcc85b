import { isoDay, sayDay, type Place } from '#lib/kit/i18n/dates.ts';

const DAY_MS = 86_400_000;

/** Says a local day, such as "2026-12-05", as "5 December 2026". */
export const sayLocalDay = (day: string, { language }: Place): string =>
  sayDay(`${day}T12:00:00Z`, { language, zone: 'UTC' });

/** Returns the local day that it is so many days from now where the person lives. */
export const dayIn = (days: number, place: Place, now: number = Date.now()): string =>
  isoDay(new Date(now + days * DAY_MS).toISOString(), place);
