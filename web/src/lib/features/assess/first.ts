import { part } from '#lib/kit/api/part.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { readSelfAssessment } from '#lib/kit/api/selfAssessment.ts';
import type { SelfAssessment } from '#lib/kit/api/types.ts';
import { KeptLevels } from './kept.ts';

const straightTo = new Set<string>();

/** Says that the person goes straight to the feedback, so that nothing is asked on the way. */
export function goStraight(attempt: string): void {
  straightTo.add(attempt);
}

// Few come to feedback with anything to say first: the others fetch none of it.
const fetchAssessing = part(() => import('./assessing.svelte.ts'));
const fetchFirstLook = part(() => import('./FirstLook.svelte'));

async function sendKept(org: string, attempt: string, kept: KeptLevels): Promise<void> {
  if (!kept.all().length) return;
  const { Assessing } = await fetchAssessing();
  const work = new Assessing(org, attempt, kept);
  await work.send();
  if (work.problem) throw work.problem;
}

/** Where a self-assessment is to be offered first: what is known of it, and what offers it. */
export type First = {
  known: SelfAssessment;
  FirstLook: Awaited<ReturnType<typeof fetchFirstLook>>['default'];
};

/**
 * Sends what waits on this device, and returns the self-assessment where it is to be offered before
 * the feedback is shown, else null. Throws where the server can't be asked: the feedback is not
 * fetched then, since fetching it is reading it.
 */
export async function toAskFirst(
  org: string,
  person: string,
  attempt: string,
): Promise<First | null> {
  await sendKept(org, attempt, new KeptLevels(person, attempt));
  if (straightTo.has(attempt)) return null;
  try {
    const known = await readSelfAssessment(org, attempt);
    if (!known.ask_first) return null;
    return { known, FirstLook: (await fetchFirstLook()).default };
  } catch (fault) {
    // Refused where nothing was sent in: what the screen is about says so itself.
    if (fault instanceof Problem && !fault.isPassing && fault.status < 500) return null;
    throw fault;
  }
}
