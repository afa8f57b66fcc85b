import { api, request } from './client.ts';
import { putTagged, readTagged } from './tagged.ts';
import type { MessageChannel, MessageKind, Preferences, QuietHours } from './types.ts';

/** Reads which kinds of message may be switched off, and what this member wants. */
export const readPreferences = (org: string) => api.get<Preferences>(`/${org}/message-preferences`);

/** Switches one kind of message through one channel on or off; returns all of them. */
export const setPreference = (
  org: string,
  wish: { kind: MessageKind; channel: MessageChannel; wanted: boolean },
) => api.put<Preferences>(`/${org}/message-preferences`, wish);

export const readQuietHours = (org: string) => readTagged<QuietHours>(`/${org}/quiet-hours`);

/**
 * Sets the quiet hours over the state that `etag` names; null for both sets none.
 *
 * Refused with `quiet_hours_changed`, and what stands there now, where another tab was first.
 */
export const setQuietHours = (
  org: string,
  hours: { begins: string | null; ends: string | null },
  etag: string,
) => putTagged<QuietHours>(`/${org}/quiet-hours`, hours, etag);

/** What a mail's secret is about; its holder may switch that on and off, and no more. */
export type MailChoice = { label: string; wanted: boolean };

const byKey = (key: string) => `/api/unsubscribe/${encodeURIComponent(key)}/choice`;

/** Reads what a mail's secret is about, in the language of this page. Nobody need be signed in. */
export const readMailChoice = (key: string) =>
  request<MailChoice>('GET', byKey(key), {
    headers: { 'Accept-Language': document.documentElement.lang },
  });

export const setMailChoice = (key: string, wanted: boolean) =>
  request<MailChoice>('PUT', byKey(key), { body: { wanted } });
