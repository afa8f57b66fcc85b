import { api } from './client.ts';
import { readAll } from './pages.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** A member as their organisation knows them; `id` is the membership's. */
export type Person = Shapes['Person'];
export type Team = Shapes['Team'];
export type Programme = Shapes['Programme'];
/**
 * An enrolment says that somebody takes part; counts are one's own alone. It has no score, no title
 * and no moment of practice.
 */
export type Enrolment = Shapes['Enrolment'];
/** Participation says how far a team is, without figures where fewer than five people take part. */
export type Participation = Shapes['Participation'];

export const readPeople = (org: string) => readAll<Person>(`/${org}/people`);

export const readProgrammes = (org: string) => readAll<Programme>(`/${org}/programmes`);

/** Reads the enrolments: everyone's for managers and admins, one's own for others. */
export const readEnrolments = (org: string) => readAll<Enrolment>(`/${org}/enrolments`);

export const readParticipation = (org: string, programme: string) =>
  api.get<Participation[]>(`/${org}/programmes/${programme}/participation`);

/** A programme's exercises in their order. */
export const readSteps = (org: string, programme: string) =>
  api.get<Shapes['Step'][]>(`/${org}/programmes/${programme}/steps`);

/** Changes what is given; planned nudges move along. Problems: `invalid` with `not_by_day`. */
export const changeRhythm = (
  org: string,
  programme: string,
  change: Shapes['PatchedRhythmRequest'],
) => api.patch<Programme>(`/${org}/programmes/${programme}`, change);

/** Whether a coach reviews what is made in a step. */
export type StepReview = 'always' | 'on_request' | 'never';

/** Twice with one id is once. Problems: `unknown_scenario`. */
export const addStep = (
  org: string,
  programme: string,
  step: string,
  scenario: string,
  review: StepReview,
) =>
  api.put<Shapes['Step']>(`/${org}/programmes/${programme}/steps/${step}`, {
    scenario,
    ...(review !== 'always' && { review }),
  });

export const readTeams = (org: string) => readAll<Team>(`/${org}/teams`);

/** Adds a person to the organisation. Problems: `already_member`, `unknown_team`, `invalid`. */
export const addPerson = (org: string, person: Shapes['NewPersonRequest']) =>
  api.post<Person>(`/${org}/people`, person);

/** Changes the given members of a person. Problems: `last_admin`, `unknown_team`, `invalid`. */
export const changePerson = (
  org: string,
  membership: string,
  change: Shapes['PatchedPersonChangeRequest'],
) => api.patch<Person>(`/${org}/people/${membership}`, change);

/** Adds a team. Problems: `team_name_taken`, `invalid`. */
export const addTeam = (org: string, name: string) => api.post<Team>(`/${org}/teams`, { name });

export const renameTeam = (org: string, team: string, name: string) =>
  api.patch<Team>(`/${org}/teams/${team}`, { name });

/**
 * Enrols a member in a programme; repeating changes nothing. Problems: `unknown_programme`,
 * `unknown_member`.
 */
export const enrol = (org: string, programme: string, membership: string) =>
  api.post<Enrolment>(`/${org}/enrolments`, { programme, membership });

/** Mails a person the link to begin once more. Problems: `member_inactive`. */
export const invite = (org: string, membership: string) =>
  api.post<Person>(`/${org}/people/${membership}/invitation`);

/** Stops the nudges of an enrolment, or lets them come again; repeating changes nothing. */
export const changeEnrolment = (org: string, enrolment: string, state: 'paused' | 'active') =>
  api.patch<Enrolment>(`/${org}/enrolments/${enrolment}`, { state });
