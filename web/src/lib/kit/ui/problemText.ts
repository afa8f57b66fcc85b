import type { Problem } from '#lib/kit/api/problem.ts';
import { uiWords } from './words.ts';

/**
 * Tells whether the same request may succeed later: a refusal stays one however often one asks.
 */
export const mayPass = (problem: Problem): boolean => problem.isPassing || problem.status >= 500;

/** Returns what a problem is called, and what it means for the person. */
export function sayProblem(problem: Problem): { title: string; text: string } {
  const t = uiWords();
  if (problem.isOffline) return { title: t.offlineTitle, text: t.offlineText };
  if (problem.status === 0) return { title: t.unreachableTitle, text: t.unreachableText };
  if (problem.status === 404) return { title: t.notFoundTitle, text: t.notFoundText };
  if (problem.status === 403) return { title: t.refusedTitle, text: t.refusedText };
  const isSaid = problem.status < 500 && problem.message !== problem.code;
  // Where the server says what is wrong, it also says whether to try again, and when.
  return {
    title: isSaid ? problem.message : t.brokenTitle,
    text: !isSaid && mayPass(problem) ? t.brokenText : t.safeText,
  };
}

/**
 * Returns the title of a screen about one thing that has not loaded: what kind of thing it is, or
 * why it does not come.
 */
export const titleBefore = (kind: string, problem: Problem | null): string =>
  problem ? sayProblem(problem).title : kind;
