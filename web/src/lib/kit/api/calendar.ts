import { api } from './client.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** When the person wants no reminders; days are local, both ends included. */
export type Calendar = Shapes['Calendar'];
export type Leave = Shapes['Leave'];
export type SnoozeChoice = 'tomorrow' | 'next_week';

export const readCalendar = (org: string) => api.get<Calendar>(`/${org}/calendar`);

/** Twice with one id is once. Problems: `too_many_leaves`, `invalid` with `not_a_range`. */
export const takeLeave = (org: string, id: string, first_day: string, last_day: string) =>
  api.put<Leave>(`/${org}/calendar/leaves/${id}`, { first_day, last_day });

export const endLeave = (org: string, id: string) => api.delete(`/${org}/calendar/leaves/${id}`);

export const snooze = (org: string, choice: SnoozeChoice) =>
  api.put<Calendar>(`/${org}/calendar/snooze`, { choice });

export const endSnooze = (org: string) => api.delete(`/${org}/calendar/snooze`);
