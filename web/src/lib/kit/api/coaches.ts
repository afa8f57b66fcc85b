import { api } from './client.ts';
import { saw } from './conditions.ts';
import { readAll } from './pages.ts';
import { queryOf, type QueueFilter } from './queue.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** A coach and what bounds them: no team and no language bound nothing. */
export type Coach = Shapes['Coach'];
/** Whose submissions a coach does not review. */
export type Conflict = Shapes['Conflict'];
export type CoachingRules = Shapes['CoachingRules'];
/** The teams and languages of a coach and whether they are a lead, as `coach_scope_changed` has them. */
export type CoachScope = Shapes['CoachScope'];

export const readCoaches = (org: string) => readAll<Coach>(`/${org}/coaches`);

/**
 * Bounds a coach to teams and languages, and makes them a lead or none, over those that `version` names; repeating changes nothing.
 * Problems: `coach_scope_changed`, which has what they are now as `current`, and `unknown_team`.
 */
export const setScope = (
  org: string,
  coach: string,
  scope: Shapes['ScopeRequest'],
  version: string,
) => api.put<Coach>(`/${org}/coaches/${coach}/scope`, scope, saw(version));

/** Keeps a coach from what a member submits; repeating changes nothing. */
export const declareConflict = (org: string, coach: string, member: string) =>
  api.put<undefined>(`/${org}/coaches/${coach}/conflicts/${member}`);

export const removeConflict = (org: string, coach: string, member: string) =>
  api.delete<undefined>(`/${org}/coaches/${coach}/conflicts/${member}`);

/** Keeps oneself from everything of whoever made a submission that waits. */
export const declareOwnConflict = (org: string, submission: string) =>
  api.put<undefined>(`/${org}/queue/${submission}/conflict`);

export const readCoachingRules = (org: string) => api.get<CoachingRules>(`/${org}/coaching-rules`);

/**
 * Changes the rules over those that `version` names. Problems: `coaching_rules_changed`, which has
 * what they are now as `current`.
 */
export const changeCoachingRules = (
  org: string,
  rules: Shapes['CoachingRulesRequest'],
  version: string,
) => api.put<CoachingRules>(`/${org}/coaching-rules`, rules, saw(version));

/** What waits, as an admin sees it: who is on it, and for whom it is kept. */
export type AssignmentLine = Shapes['AssignmentLine'];

/** Returns the path of all that waits, the soonest promised first, for `paged`. */
export const assignmentsPath = (org: string, filter: QueueFilter) =>
  `/${org}/assignments${queryOf(filter)}`;

/**
 * Keeps what waits for a coach, until a quarter of the promise is left; repeating changes nothing.
 * Problems: `coach_may_not_review`, `lease_taken`.
 */
export const assign = (org: string, submission: string, coach: string) =>
  api.put<AssignmentLine>(`/${org}/assignments/${submission}`, { coach });

export const unassign = (org: string, submission: string) =>
  api.delete<undefined>(`/${org}/assignments/${submission}`);

/** Gives all that an absent coach has to everybody, or keeps it for another one. */
export const handOver = (org: string, coach: string, to: string | null) =>
  api.post<Shapes['HandedOver']>(`/${org}/coaches/${coach}/hand-over`, { to });
