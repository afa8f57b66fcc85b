import type { Workshop } from '#lib/kit/api/workshops.ts';
import { clockTime, isoDay, sayWhen, type Place } from '#lib/kit/i18n/dates.ts';

/** What is said of a live session in a list, by the name of its text. */
export type Badge =
  | { word: 'registered' | 'attended' | 'absent' | 'withdrawn' | 'cancelled' | 'full' }
  | { word: 'waiting' | 'left'; count: number };

/** Says from when to when, by the clock of the place. */
export function spanOf(
  { starts_at, ends_at, time_zone }: Pick<Workshop, 'starts_at' | 'ends_at' | 'time_zone'>,
  language: Place['language'],
  now: Date = new Date(),
): [string, string] {
  const place = { language, zone: time_zone };
  const isOneDay = isoDay(starts_at, place) === isoDay(ends_at, place);
  const ends = isOneDay ? clockTime(new Date(ends_at), place) : sayWhen(ends_at, place, now);
  return [sayWhen(starts_at, place, now), ends];
}

/** Tells whether clocks at the place show another time than those where the person lives. */
export const isElsewhere = ({ starts_at, time_zone }: Workshop, { zone, language }: Place) =>
  clockTime(new Date(starts_at), { language, zone: time_zone }) !==
  clockTime(new Date(starts_at), { language, zone });

/** Returns what a list says of it: first what became of it, then what one has to do with it. */
export function badgeOf({ state, registration, seats_left }: Workshop): Badge {
  if (state === 'cancelled') return { word: 'cancelled' };
  if (registration?.state === 'waiting') return { word: 'waiting', count: registration.place ?? 1 };
  if (registration && registration.state !== 'withdrawn') return { word: registration.state };
  return seats_left > 0 ? { word: 'left', count: seats_left } : { word: 'full' };
}
