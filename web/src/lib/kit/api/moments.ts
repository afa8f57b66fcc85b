import { api } from './client.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

export type Moments = Shapes['Moments'];
export type MomentRules = Shapes['MomentRules'];

/** Reads whether the hours at which this member practises are learned; theirs alone. */
export const readMoments = (org: string) => api.get<Moments>(`/${org}/moments`);

/** Problems: `moments_not_allowed`. */
export const chooseMoments = (org: string, is_learned: boolean) =>
  api.put<Moments>(`/${org}/moments`, { is_learned });

export const readMomentRules = (org: string) => api.get<MomentRules>(`/${org}/moment-rules`);

export const changeMomentRules = (org: string, may_learn: boolean) =>
  api.put<MomentRules>(`/${org}/moment-rules`, { may_learn });
