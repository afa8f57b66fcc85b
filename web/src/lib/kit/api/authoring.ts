import { api } from './client.ts';
import { readAll } from './pages.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** A text per language; in a draft a language may still be missing. */
export type Texts = Shapes['Texts'];
export type Technique = Shapes['Technique'];
export type AggressionType = Shapes['AggressionType'];
export type Rubric = Shapes['Rubric'];
export type RubricVersion = Shapes['RubricVersion'];
export type Scenario = Shapes['Scenario'];
export type ScenarioVersion = Shapes['ScenarioVersion'];
export type SceneDocument = Shapes['SceneDocument'];
export type VersionLine = Shapes['VersionLine'];

export const readTechniques = (org: string) => readAll<Technique>(`/${org}/techniques`);

export const readAggressionTypes = (org: string) =>
  readAll<AggressionType>(`/${org}/aggression-types`);

export const readRubrics = (org: string) => readAll<Rubric>(`/${org}/rubrics`);

export const readRubricVersion = (org: string, version: string) =>
  api.get<RubricVersion>(`/${org}/rubric-versions/${version}`);

export const readScenarios = (org: string) => readAll<Scenario>(`/${org}/scenarios`);
