import { api } from './client.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** What a team's work asks, and who lacks the training. */
export type TeamDuty = Shapes['TeamDuty'];
export type RiskProfile = Shapes['RiskProfile'];
/** What is asked of oneself; `physical_by` is null where nothing is. */
export type OwnDuty = Shapes['OwnDuty'];

/** All teams for admins, for managers the teams that they are in. */
export const readDuties = (org: string) => api.get<TeamDuty[]>(`/${org}/team-duties`);

/** Sets what a team meets in its work. Problems: `training_not_asked`. */
export const setRisk = (
  org: string,
  team: string,
  profile: RiskProfile,
  physical_by: string | null,
) => api.put<TeamDuty>(`/${org}/teams/${team}/risk`, { profile, physical_by });

export const readOwnDuty = (org: string) => api.get<OwnDuty>(`/${org}/own-duty`);
