import { Problem } from '#lib/kit/api/problem.ts';
import { readVersion } from './api.ts';
import { fromServer } from './document/draft.ts';
import type { DraftWork } from './work.svelte.ts';

/**
 * Puts the text of another version of the scenario in a draft, as one change that can be taken
 * back. Returns the number of that version, null where it can't be read.
 */
export async function takeFrom(
  work: DraftWork,
  org: string,
  version: string,
): Promise<number | null> {
  try {
    const { value } = await readVersion(org, version);
    work.change('', ({ scenario }) => ({ ...fromServer(value), scenario }));
    return value.number;
  } catch (problem) {
    if (problem instanceof Problem) return null;
    throw problem;
  }
}
