import {
  readAggressionTypes,
  readRubrics,
  readRubricVersion,
  readScenarios,
  readScenarioVersion,
  readTechniques,
  type AggressionType,
  type Rubric,
  type RubricVersion,
  type Scenario,
  type ScenarioVersion,
  type Technique,
  type VersionLine,
} from '#lib/kit/api/authoring.ts';

export type ScenarioRow = { scenario: Scenario; newest: ScenarioVersion | null };
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

/**
 * Reads every exercise with its newest version; the list itself does not say what an exercise is
 * about.
 */
export async function readScenarioRows(org: string) {
  const [library, scenarios] = await Promise.all([readLibrary(org), readScenarios(org)]);
  const rows = await Promise.all(
    scenarios.map(async (scenario): Promise<ScenarioRow> => {
      const [first] = scenario.versions;
      return { scenario, newest: first ? await readScenarioVersion(org, first.id) : null };
    }),
  );
  return { library, rows };
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

export async function readScenarioPage(org: string, version: string) {
  const [library, scenarios, document] = await Promise.all([
    readLibrary(org),
    readScenarios(org),
    readScenarioVersion(org, version),
  ]);
  const scenario = scenarios.find(({ id }) => id === document.scenario);
  return { library, document, versions: scenario?.versions ?? [] };
}

export async function readRubricPage(org: string, version: string) {
  const [rubrics, techniques, document] = await Promise.all([
    readRubrics(org),
    readTechniques(org),
    readRubricVersion(org, version),
  ]);
  return { rubric: rubrics.find(({ id }) => id === document.rubric), techniques, document };
}

/** Returns the newest version that people practise with, if there is one. */
export const publishedOf = (versions: readonly VersionLine[]): VersionLine | undefined =>
  versions.find(({ published_at }) => published_at !== null);

export function namesOf(codes: readonly string[], of: { code: string; name: string }[]): string {
  return codes.map((code) => of.find((one) => one.code === code)?.name ?? code).join(', ');
}

/** Returns the name of the rubric that has this version. */
export function rubricNameOf(version: string | null | undefined, rubrics: Rubric[]): string {
  const found = rubrics.find(({ versions }) => versions.some(({ id }) => id === version));
  return found?.name ?? '';
}
