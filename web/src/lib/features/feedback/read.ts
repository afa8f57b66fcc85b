import { readFeedback } from '#lib/kit/api/feedback.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Feedback } from '#lib/kit/api/types.ts';

const read = new Map<string, Feedback>();

/**
 * Feedback on one's own attempt. What was released never changes, so offline it is shown as it was
 * read last; a regrade since then comes below it with the next reading.
 */
export async function feedbackOn(org: string, attempt: string): Promise<Feedback> {
  try {
    const found = await readFeedback(org, attempt);
    read.set(attempt, found);
    return found;
  } catch (problem) {
    const kept = read.get(attempt);
    if (kept && problem instanceof Problem && problem.isPassing) return kept;
    throw problem;
  }
}
