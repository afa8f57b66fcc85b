import { api } from './client.ts';
import type { components } from './schema.d.ts';

/** How fair an organisation's scoring is; of all coaches for an admin, else one's own figures. */
export type Fairness = components['schemas']['Fairness'];
export type CoachFairness = Fairness['coaches'][number];
export type Measure = CoachFairness['severity'];
export type Agreement = Fairness['agreement'];

export const readFairness = (org: string) => api.get<Fairness>(`/${org}/fairness`);
