import { api } from '#lib/kit/api/client.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem, type ProblemPart } from '#lib/kit/api/problem.ts';
import { putTagged, readTagged, type Tagged } from '#lib/kit/api/tagged.ts';
import type { Scenario } from '#lib/kit/api/authoring.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import { fromServer, toServer, type Draft, type Texts } from './document/draft.ts';
import { codeFor, draftFrom, type Template } from './document/templates.ts';

/** A scenario version as the server gives it, as far as the editor reads it. */
export type VersionDocument = Parameters<typeof fromServer>[0] & {
  id: string;
  number: number;
  published_at: string | null;
  estimated_minutes?: number;
};

export type Publication = { id: string; published_at: string; warnings: ProblemPart[] };

const pathOf = (org: string, version: string) => `/${org}/scenario-versions/${version}`;

export const readVersion = (org: string, version: string): Promise<Tagged<VersionDocument>> =>
  readTagged<VersionDocument>(pathOf(org, version));

/** Saves a whole draft over the state that `etag` names; an empty one says that it is new. */
export const putVersion = (
  org: string,
  version: string,
  draft: Draft,
  etag = '',
): Promise<Tagged<VersionDocument>> =>
  putTagged<VersionDocument>(pathOf(org, version), toServer(draft), etag);

export const publish = (org: string, version: string) =>
  api.post<Publication>(`${pathOf(org, version)}/publication`);

const createScenario = (org: string, code: string) =>
  api.post<Scenario>(`/${org}/scenarios`, { code });

/** Makes a scenario with one draft and returns the draft's id. */
async function createWith(org: string, title: string, draft: (scenario: string) => Draft) {
  const scenario = await createScenario(org, codeFor(title));
  return saveNew(org, draft(scenario.id));
}

/** Saves a draft as a new version of its scenario and returns its id. */
export async function saveNew(org: string, draft: Draft): Promise<string> {
  const version = newId();
  await putVersion(org, version, draft);
  return version;
}

export const createExercise = (org: string, template: Template, title: Texts) =>
  createWith(org, title.nl ?? title.en ?? '', (scenario) => draftFrom(template, scenario, title));

/** Begins a draft of a scenario that has none, because it was left after it was made. */
export const startDraft = (org: string, scenario: string) =>
  saveNew(org, draftFrom('one', scenario, {}));

/** Makes a new exercise of a version, under other titles, and returns its draft's id. */
export async function duplicate(org: string, version: string, named: (title: string) => string) {
  const { value } = await readVersion(org, version);
  const { title, ...rest } = fromServer(value);
  const titles = Object.entries(title).filter(([, text]) => text);
  const copied = Object.fromEntries(titles.map(([code, text]) => [code, named(text)])) as Texts;
  return createWith(org, copied.nl ?? copied.en ?? '', (scenario) => ({
    ...rest,
    title: copied,
    scenario,
  }));
}

/**
 * Makes a new draft of a published version and returns its id; where the scenario has a draft
 * already, that is the one.
 */
export async function draftOf(org: string, version: string, open: () => Promise<string | null>) {
  const { value } = await readVersion(org, version);
  try {
    return await saveNew(org, fromServer(value));
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.has('draft_exists')) throw problem;
    const found = await open();
    if (!found) throw problem;
    return found;
  }
}

type RenderedExercise = {
  scenes: readonly { key: string; body_html: string }[];
  criteria?: readonly { id: string; name: string; description: string }[];
};

/** Reads what only the server makes of the draft that it has: texts as HTML, and criteria. */
export async function readRendered(org: string, version: string, language: Language) {
  const path = `${pathOf(org, version)}/exercise?language=${language}`;
  const { scenes, criteria = [] } = await api.get<RenderedExercise>(path);
  return { bodies: new Map(scenes.map(({ key, body_html }) => [key, body_html])), criteria };
}

const retirementOf = (org: string, scenario: string) => `/${org}/scenarios/${scenario}/retirement`;

export const retire = (org: string, scenario: string) => api.put(retirementOf(org, scenario));
export const restore = (org: string, scenario: string) => api.delete(retirementOf(org, scenario));

type Usage = { programme: { id: string; name: string } };

/** Reads the programmes that use a scenario. */
export const readUsage = (org: string, scenario: string) =>
  api.get<Usage[]>(`/${org}/scenarios/${scenario}/usage`);
