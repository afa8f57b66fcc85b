import { api, type Options } from './client.ts';
import { saw } from './conditions.ts';
import { readAll } from './pages.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** A live session as one member sees it. */
export type Workshop = Shapes['Workshop'];
export type WorkshopPlan = Shapes['WorkshopPlanRequest'];
/** What one person has to do with a live session. */
export type Attendance = Shapes['Attendance'];
export type AttendanceChange = Shapes['AttendanceChange'];
export type ShownCode = Shapes['WorkshopCode'];

/** Somebody who may give a live session. */
export type Trainer = Shapes['Trainer'];

export const readTrainers = (org: string) => readAll<Trainer>(`/${org}/trainers`);

/** A live session with the version of what its makers write. */
export type Versioned = { workshop: Workshop; version: string };

/** Returns the path of a list, the first one to come first or the latest that is over. */
export const workshopsPath = (org: string, when: 'upcoming' | 'past') =>
  `/${org}/workshops?when=${when}`;

export const readWorkshops = (org: string, when: 'upcoming' | 'past') =>
  readAll<Workshop>(workshopsPath(org, when));

const versionIn = (headers: Headers) =>
  (headers.get('ETag') ?? '').replace(/^W\//, '').replaceAll('"', '');

async function versioned(send: (options: Options) => Promise<Workshop>): Promise<Versioned> {
  let version = '';
  const received = (headers: Headers) => (version = versionIn(headers));
  return { workshop: await send({ received }), version };
}

export const readWorkshop = (org: string, id: string): Promise<Versioned> =>
  versioned((options) => api.get<Workshop>(`/${org}/workshops/${id}`, options));

/**
 * Plans a live session under an id of one's own, or changes the version that was seen. Problems:
 * `workshop_changed`, `seats_taken`, `workshop_in_the_past`, `invalid`.
 */
export const saveWorkshop = (
  org: string,
  id: string,
  plan: WorkshopPlan,
  version: string | null,
): Promise<Versioned> =>
  versioned((options) =>
    api.put<Workshop>(`/${org}/workshops/${id}`, plan, { ...options, ...saw(version) }),
  );

/** Cancels a live session; twice is once. Problems: `workshop_over`. */
export const cancelWorkshop = (org: string, id: string) =>
  api.put<Workshop>(`/${org}/workshops/${id}/cancellation`);

/** Registers for a seat, or for the end of the waiting list. Problems: `workshop_started`. */
export const register = (org: string, id: string) =>
  api.put<Workshop>(`/${org}/workshops/${id}/registration`);

export const withdraw = (org: string, id: string) =>
  api.delete<Workshop>(`/${org}/workshops/${id}/registration`);

/** Everyone who registered, in that order. */
export const readAttendances = (org: string, id: string) =>
  api.get<Attendance[]>(`/${org}/workshops/${id}/attendances`);

/** Registers, withdraws or marks somebody. Problems: `workshop_full`, `check_in_closed`. */
export const changeAttendance = (
  org: string,
  id: string,
  membership: string,
  state: AttendanceChange,
) => api.put<Attendance>(`/${org}/workshops/${id}/attendances/${membership}`, { state });

/** The code that the trainer's screen shows now. Problems: `check_in_closed`. */
export const readCode = (org: string, id: string) =>
  api.get<ShownCode>(`/${org}/workshops/${id}/code`);

/** Marks oneself as present. Problems: `code_expired`, `check_in_closed`, `workshop_full`. */
export const checkIn = (org: string, id: string, code: string) =>
  api.put<Shapes['Registration']>(`/${org}/workshops/${id}/check-in`, { code });

/** A member's calendar feed; `address` is told once, when it is made. */
export type CalendarFeed = Shapes['Feed'];

export const readFeed = (org: string) => api.get<CalendarFeed>(`/${org}/calendar-feed`);

/** Gives the feed a new secret address; the one before stops at once. */
export const renewFeed = (org: string, with_practice: boolean) =>
  api.post<CalendarFeed>(`/${org}/calendar-feed`, { with_practice });

export const changeFeed = (org: string, with_practice: boolean) =>
  api.patch<CalendarFeed>(`/${org}/calendar-feed`, { with_practice });

export const endFeed = (org: string) => api.delete<CalendarFeed>(`/${org}/calendar-feed`);

/** Reads one live session as a file for a calendar. */
export const readIcs = (org: string, id: string) =>
  api.get<Blob>(`/${org}/workshops/${id}/calendar`, { asFile: true });

/** Reads the live session that one's programmes have next; null where there is none. */
export const readNextSession = (org: string) =>
  api.get<Shapes['NextSession']>(`/${org}/next-session`);
