import {
  createRubric,
  readRubrics,
  readRubricVersion,
  saveRubricDraft,
  type Texts,
} from '#lib/kit/api/authoring.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { fromServer, toServer, type RubricDraft } from './draft.ts';

const LONGEST_CODE = 40;

/** Returns this moment in ISO 8601. */
export const momentNow = (): string => new Date().toISOString();

/** Returns a code for machines that reads like the name. */
export function codeFor(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_CODE)
    .replace(/^-+|-+$/g, '');
  return plain || 'rubric';
}

async function create(org: string, name: Texts) {
  const code = codeFor(name.nl || name.en || '');
  try {
    return await createRubric(org, code, name);
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.has('code_taken')) throw problem;
    return createRubric(org, `${code}-${newId().slice(-8)}`, name);
  }
}

/** Saves a draft as a new version of its rubric and returns its id. */
export async function saveNew(org: string, draft: RubricDraft): Promise<string> {
  const version = newId();
  await saveRubricDraft(org, version, toServer(draft), '');
  return version;
}

/** Returns the rubric's open draft, or makes an empty one. */
export async function startDraft(org: string, rubric: string): Promise<string> {
  return saveOrFind(org, { rubric, criteria: [] });
}

/** Makes a rubric with an empty draft and returns the draft's id. */
export async function startRubric(org: string, name: Texts): Promise<string> {
  const rubric = await create(org, name);
  return startDraft(org, rubric.id);
}

/** Makes a draft that begins as a copy of a version; where there is a draft already, that is it. */
export async function startVersion(org: string, version: string): Promise<string> {
  return saveOrFind(org, fromServer(await readRubricVersion(org, version), newId));
}

async function saveOrFind(org: string, draft: RubricDraft): Promise<string> {
  try {
    return await saveNew(org, draft);
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.has('draft_exists')) throw problem;
    const rubric = (await readRubrics(org)).find(({ id }) => id === draft.rubric);
    const open = rubric?.versions.find(({ published_at }) => published_at === null);
    if (!open) throw problem;
    return open.id;
  }
}
