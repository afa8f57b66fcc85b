import {
  readAggressionTypes,
  readRubricDraft,
  readRubrics,
  readRubricVersion,
  readTechniques,
  type AggressionType,
  type Rubric,
  type RubricVersion,
  type ScenarioHistory,
  type ScenarioVersion,
  type Technique,
} from '#lib/kit/api/authoring.ts';
import { api } from '#lib/kit/api/client.ts';
import { readTagged } from '#lib/kit/api/tagged.ts';

export type RubricRow = { rubric: Rubric; newest: RubricVersion | null };

export type Library = {
  techniques: Technique[];
  aggressionTypes: AggressionType[];
  rubrics: Rubric[];
};

async function readLibrary(org: string): Promise<Library> {
  const [techniques, aggressionTypes, rubrics] = await Promise.all([
    readTechniques(org),
    readAggressionTypes(org),
    readRubrics(org),
  ]);
  return { techniques, aggressionTypes, rubrics };
}

export async function readRubricRows(org: string): Promise<RubricRow[]> {
  const rubrics = await readRubrics(org);
  return Promise.all(
    rubrics.map(async (rubric) => {
      const [first] = rubric.versions;
      return { rubric, newest: first ? await readRubricVersion(org, first.id) : null };
    }),
  );
}

/** Reads a scenario with its versions, newest first. */
export const readScenario = (org: string, scenario: string) =>
  api.get<ScenarioHistory>(`/${org}/scenarios/${scenario}`);

/** Reads a version with the ETag that a change of it names, and what it refers to. */
export async function readVersionPage(org: string, version: string) {
  const [library, seen] = await Promise.all([
    readLibrary(org),
    readTagged<ScenarioVersion>(`/${org}/scenario-versions/${version}`),
  ]);
  return { library, seen };
}

/** Reads what `readVersionPage` does, and the scenario with all of its versions. */
export async function readScenarioPage(org: string, version: string) {
  const found = await readVersionPage(org, version);
  return { ...found, scenario: await readScenario(org, found.seen.value.scenario) };
}

export async function readRubricPage(org: string, version: string) {
  const [rubrics, techniques, seen] = await Promise.all([
    readRubrics(org),
    readTechniques(org),
    readRubricDraft(org, version),
  ]);
  const document = seen.value;
  return { rubric: rubrics.find(({ id }) => id === document.rubric), techniques, document, seen };
}

export function namesOf(codes: readonly string[], of: { code: string; name: string }[]): string {
  return codes.map((code) => of.find((one) => one.code === code)?.name ?? code).join(', ');
}

/** Returns the name of the rubric that has this version. */
export function rubricNameOf(version: string | null | undefined, rubrics: Rubric[]): string {
  const found = rubrics.find(({ versions }) => versions.some(({ id }) => id === version));
  return found?.name ?? '';
}
