import { api } from './client.ts';
import type { components } from './schema.d.ts';

/** A result that waits for one more coach, where no other coach may look; whose it is is not said. */
export type OutcomeWithoutCoach = components['schemas']['OutcomeWithoutCoach'];

export const readOutcomesWithoutCoach = (org: string) =>
  api.get<OutcomeWithoutCoach[]>(`/${org}/outcomes-without-coach`);
