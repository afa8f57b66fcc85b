import { api } from './client.ts';
import type { SelfAssessment } from './types.ts';

/** Reads the rubric of an attempt that was sent, and the levels that one gave it oneself. */
export const readSelfAssessment = (org: string, attempt: string) =>
  api.get<SelfAssessment>(`/${org}/attempts/${attempt}/self-assessment`);

/**
 * Gives one's own submission a level. Refused with `self_assessment_closed` once the feedback was
 * read, and with `not_submitted` once it was taken back.
 */
export const putSelfScore = (
  org: string,
  attempt: string,
  criterion: string,
  body: { submission: string; level: string },
) =>
  api.put<SelfAssessment>(`/${org}/attempts/${attempt}/self-assessment/scores/${criterion}`, body);
