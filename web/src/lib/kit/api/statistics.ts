import { api } from './client.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** How an exercise is practised and judged, in counts of five people or more. */
export type Statistics = Shapes['Statistics'];
export type PracticeFigures = Shapes['PracticeFigures'];
export type Spread = Shapes['Spread'];

export const readStatistics = (org: string, version: string) =>
  api.get<Statistics>(`/${org}/scenario-versions/${version}/statistics`);
