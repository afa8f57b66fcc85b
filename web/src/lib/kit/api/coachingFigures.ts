import { api } from './client.ts';
import type { components } from './schema.d.ts';

/** How long feedback took, who does how much, and whether its loop closes. */
export type CoachingFigures = components['schemas']['CoachingFigures'];
export type WeekFigures = CoachingFigures['weeks'][number];
export type CoachLoad = CoachingFigures['coaches'][number];

export type FigureChoice = { days: string; programme: string; team: string };

export function readCoachingFigures(org: string, { days, programme, team }: FigureChoice) {
  const query = new URLSearchParams({ days });
  if (programme) query.set('programme', programme);
  if (team) query.set('team', team);
  return api.get<CoachingFigures>(`/${org}/coaching-figures?${query}`);
}
