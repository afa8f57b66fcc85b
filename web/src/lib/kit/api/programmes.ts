import { api } from './client.ts';
import { putTagged, readTagged, type Tagged } from './tagged.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** What a programme is called and promises, when it begins and when it finishes. */
export type ProgrammeSettings = Shapes['ProgrammeSettings'];
/** A step of a programme: an exercise, a text to read or a live session. */
export type StepDocument = Shapes['StepDocument'];
/** The steps in order: the draft, or without one what is published. */
export type StepsDocument = Shapes['StepsDocument'];
export type ProgrammeVersion = Shapes['ProgrammeVersion'];

const at = (org: string, programme: string) => `/${org}/programmes/${programme}`;

export const readSettings = (org: string, programme: string): Promise<Tagged<ProgrammeSettings>> =>
  readTagged(`${at(org, programme)}/settings`);

/**
 * Makes a programme under a client-made id (an empty `etag`), or changes it over the state that was
 * seen. Problems: `programme_changed`, `invalid`.
 */
export const putSettings = (
  org: string,
  programme: string,
  settings: Pick<Shapes['ProgrammeSettingsRequest'], 'name'> &
    Partial<Shapes['ProgrammeSettingsRequest']>,
  etag: string,
): Promise<Tagged<ProgrammeSettings>> =>
  putTagged(`${at(org, programme)}/settings`, settings, etag);

/** Ends a programme for everybody, or lets it go on. */
export const setArchived = (org: string, programme: string, archived: boolean) =>
  archived
    ? api.put<ProgrammeSettings>(`${at(org, programme)}/archival`)
    : api.delete<ProgrammeSettings>(`${at(org, programme)}/archival`);

export const readDraft = (org: string, programme: string): Promise<Tagged<StepsDocument>> =>
  readTagged(`${at(org, programme)}/draft`);

/** Saves the draft of the steps, whole. Problems: `steps_changed`, `exercise_retired`. */
export const putDraft = (
  org: string,
  programme: string,
  steps: readonly StepDocument[],
  etag: string,
): Promise<Tagged<StepsDocument>> => putTagged(`${at(org, programme)}/draft`, { steps }, etag);

export const discardDraft = (org: string, programme: string, etag: string) =>
  api.delete<undefined>(`${at(org, programme)}/draft`, { headers: { 'If-Match': etag } });

/** Publishes the draft. Problems: `programme_incomplete`, `steps_changed`. */
export const publishDraft = (org: string, programme: string, etag: string) =>
  api.post<ProgrammeVersion>(`${at(org, programme)}/draft/publication`, undefined, {
    headers: { 'If-Match': etag },
  });

export const readVersions = (org: string, programme: string) =>
  api.get<ProgrammeVersion[]>(`${at(org, programme)}/versions`);
