import { api } from './client.ts';
import { saw } from './conditions.ts';
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
/**
 * Participation says how far teams are in a week, without figures where they would say too much
 * about somebody.
 */
export type Participation = Shapes['Participation'];

export const readPeople = (org: string) => readAll<Person>(`/${org}/people`);

export const readProgrammes = (org: string) => readAll<Programme>(`/${org}/programmes`);

/** Reads the enrolments: everyone's for managers and admins, one's own for others. */
export const readEnrolments = (org: string) => readAll<Enrolment>(`/${org}/enrolments`);

export const readParticipation = (org: string, programme: string) =>
  api.get<Participation>(`/${org}/programmes/${programme}/participation`);

/**
 * Changes what is given, over the rhythm that `version` names; planned nudges move along. Problems:
 * `programme_changed`, `invalid` with `not_by_day`.
 */
export const changeRhythm = (
  org: string,
  programme: string,
  change: Shapes['PatchedRhythmRequest'],
  version: string,
) => api.patch<Programme>(`/${org}/programmes/${programme}`, change, saw(version));

/** How well a team does on each technique, as far as it may be said. */
export type TeamSkill = Shapes['TeamSkill'];

export const readTeamSkills = (org: string) => api.get<Shapes['TeamSkills']>(`/${org}/team-skills`);

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

/** Whom to enrol: people by membership, whole teams, or every employee. */
export type Wanted = { members: string[]; teams: string[]; everyone: boolean };
/** What became of each that was named. */
export type Enrolled = Shapes['Enrolled'];
/** Enrols whoever becomes a member of a team, or without one whoever becomes an employee. */
export type EnrolmentRule = Shapes['Rule'];

/** Enrols many at once; repeating enrols nobody twice. Problems: `programme_archived`. */
export const enrolMany = (org: string, programme: string, wanted: Wanted) =>
  api.post<Enrolled>(`/${org}/programmes/${programme}/enrolments`, wanted);

export const readRules = (org: string, programme: string) =>
  api.get<EnrolmentRule[]>(`/${org}/programmes/${programme}/enrolment-rules`);

/** Adds a rule; repeating changes nothing. */
export const addRule = (org: string, programme: string, team: string | null) =>
  api.post<EnrolmentRule>(`/${org}/programmes/${programme}/enrolment-rules`, { team });

export const removeRule = (org: string, programme: string, rule: string) =>
  api.delete<undefined>(`/${org}/programmes/${programme}/enrolment-rules/${rule}`);

/** Mails a person the link to begin once more. Problems: `member_inactive`. */
export const invite = (org: string, membership: string) =>
  api.post<Person>(`/${org}/people/${membership}/invitation`);

/**
 * Stops the nudges of an enrolment, lets them come again, or takes the person out; repeating changes
 * nothing.
 */
export const changeEnrolment = (
  org: string,
  enrolment: string,
  state: 'paused' | 'active' | 'left',
) => api.patch<Enrolment>(`/${org}/enrolments/${enrolment}`, { state });

/**
 * Lets the planned nudge come now, once a week for each person. Problems: `reminded_already`,
 * `nothing_to_remind`, `not_at_this_hour`.
 */
export const remind = (org: string, enrolment: string) =>
  api.post<Shapes['Reminder']>(`/${org}/enrolments/${enrolment}/reminder`);
