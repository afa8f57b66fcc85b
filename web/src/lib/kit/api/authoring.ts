import { api } from './client.ts';
import { readAll } from './pages.ts';
import type { components } from './schema.d.ts';
import { putTagged, readTagged, type Tagged } from './tagged.ts';

type Shapes = components['schemas'];

/** A text per language; in a draft a language may still be missing. */
export type Texts = Shapes['Texts'];
export type Technique = Shapes['Technique'];
export type AggressionType = Shapes['AggressionType'];
export type Rubric = Shapes['Rubric'];
export type RubricVersion = Shapes['RubricVersion'];
export type Scenario = Shapes['Scenario'];
/** A scenario with who worked on its versions. */
export type ScenarioHistory = Shapes['ScenarioHistory'];
export type ScenarioVersion = Shapes['ScenarioVersion'];
export type SceneDocument = Shapes['SceneDocument'];
export type VersionLine = Shapes['VersionLine'];

export const readTechniques = (org: string) => readAll<Technique>(`/${org}/techniques`);

export const readAggressionTypes = (org: string) =>
  readAll<AggressionType>(`/${org}/aggression-types`);

export const readRubrics = (org: string) => readAll<Rubric>(`/${org}/rubrics`);

export const readRubricVersion = (org: string, version: string) =>
  api.get<RubricVersion>(`/${org}/rubric-versions/${version}`);

export type Publication = Shapes['Publication'];
/** What a file would become as the draft of a rubric. */
export type RubricImport = Shapes['RubricImport'];

const rubricVersionAt = (org: string, version: string) => `/${org}/rubric-versions/${version}`;

/** Makes a rubric without versions. Refused with `code_taken`. */
export const createRubric = (org: string, code: string, name: Texts) =>
  api.post<Rubric>(`/${org}/rubrics`, { code, name });

export const readRubricDraft = (org: string, version: string) =>
  readTagged<RubricVersion>(rubricVersionAt(org, version));

/** Saves a whole draft over the state that `etag` names; an empty one says that it is new. */
export const saveRubricDraft = (
  org: string,
  version: string,
  document: Pick<RubricVersion, 'rubric' | 'criteria'>,
  etag: string,
): Promise<Tagged<RubricVersion>> => putTagged(rubricVersionAt(org, version), document, etag);

/** Publishes a draft. Refused with `rubric_incomplete`, whose parts are what it lacks. */
export const publishRubricVersion = (org: string, version: string) =>
  api.post<Publication>(`${rubricVersionAt(org, version)}/publication`);

/** Returns the address of a rubric version as a file. */
export const rubricFile = (org: string, version: string, format: 'csv' | 'json') =>
  `/api/v1${rubricVersionAt(org, version)}/export?format=${format}`;

/**
 * Reads what a file would become as this draft, and saves nothing. Refused with
 * `rubric_file_invalid` or `unknown_reference`, whose parts name rows and columns.
 */
export const tryRubricFile = (
  org: string,
  rubric: string,
  version: string,
  file: Blob,
  etag: string,
) =>
  api.put<RubricImport>(
    `/${org}/rubrics/${rubric}/versions/${version}/import?dry_run=true`,
    file,
    etag ? { headers: { 'If-Match': etag } } : {},
  );

export const readScenarios = (org: string) => readAll<Scenario>(`/${org}/scenarios`);
