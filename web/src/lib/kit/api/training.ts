import { api } from './client.ts';
import { Problem } from './problem.ts';
import type { Answer, Attempt, Card, Comparison, Playback, Skills, Take, Today } from './types.ts';

export const readToday = (org: string) => api.get<Today>(`/${org}/today`);

export const readStep = (org: string, step: string) => api.get<Card>(`/${org}/steps/${step}`);

/** Records that the exercise was opened, so that messages about it are read. */
export const openStep = (org: string, step: string) =>
  api.put<Card>(`/${org}/steps/${step}/opening`);

/** Offers an exercise no more for a week. */
export const postponeStep = (org: string, step: string) =>
  api.put<undefined>(`/${org}/steps/${step}/postponement`);

export const offerStepAgain = (org: string, step: string) =>
  api.delete<undefined>(`/${org}/steps/${step}/postponement`);

/** Reads what the person themselves is about to forget. */
export const readSkills = (org: string) => api.get<Skills>(`/${org}/skills`);

/** Reads what one practised more than once, the newest first: the first and the newest takes. */
export const readComparisons = (org: string) => api.get<Comparison[]>(`/${org}/comparisons`);

export const readComparison = (org: string, exercise: string) =>
  api.get<Comparison>(`/${org}/comparisons/${exercise}`);

/** Returns the path of one's own attempts, newest first, for `paged`. */
export const attemptsPath = (org: string) => `/${org}/attempts`;

export const readAttempt = (org: string, attempt: string) =>
  api.get<Attempt>(`/${org}/attempts/${attempt}`);

/**
 * Opens an attempt at a step, or finds the same one again; `follows` is the attempt it improves on.
 */
export const putAttempt = (org: string, id: string, body: { step: string; follows?: string }) =>
  api.put<Attempt>(`/${org}/attempts/${id}`, body);

/**
 * Opens an attempt at a step, and returns its id or that of the attempt that is already open there.
 */
export async function openAttempt(
  org: string,
  fresh: string,
  body: { step: string; follows?: string },
): Promise<string> {
  try {
    return (await putAttempt(org, fresh, body)).id;
  } catch (problem) {
    const open = problem instanceof Problem && problem.has('attempt_open');
    const running = open ? problem.parts.find(({ code }) => code === 'attempt_open')?.attr : null;
    if (running) return running;
    throw problem;
  }
}

export const readScenePlayback = (org: string, attempt: string, scene: string) =>
  api.get<Playback>(`/${org}/attempts/${attempt}/scenes/${scene}/playback`);

/** Records the scenes that were met, in order. */
export const putPath = (org: string, attempt: string, scenes: readonly string[]) =>
  api.put<Attempt>(`/${org}/attempts/${attempt}/path`, { scenes });

/** Reads the example answer to a scene; not found before the person may see it. */
export const readExample = (org: string, attempt: string, scene: string) =>
  api.get<{ text: string; video: string | null }>(
    `/${org}/attempts/${attempt}/scenes/${scene}/example`,
  );

export const readExamplePlayback = (org: string, attempt: string, scene: string) =>
  api.get<Playback>(`/${org}/attempts/${attempt}/scenes/${scene}/example/playback`);

/**
 * Saves the answer to a question. Refused with `already_answered` when other options were chosen
 * before.
 */
export const putAnswer = (org: string, attempt: string, scene: string, options: string[]) =>
  api.put<Answer>(`/${org}/attempts/${attempt}/answers/${scene}`, { options });

export type TakeBody = {
  scene: string;
  upload: string;
  recorded_at: string;
  duration_ms: number;
};

export const putTake = (org: string, attempt: string, take: string, body: TakeBody) =>
  api.put<Take>(`/${org}/attempts/${attempt}/takes/${take}`, body);

export const readTake = (org: string, attempt: string, take: string) =>
  api.get<Take>(`/${org}/attempts/${attempt}/takes/${take}`);

export const deleteTake = (org: string, attempt: string, take: string) =>
  api.delete<undefined>(`/${org}/attempts/${attempt}/takes/${take}`);

export const readTakePlayback = (org: string, attempt: string, take: string) =>
  api.get<Playback>(`/${org}/attempts/${attempt}/takes/${take}/playback`);

/**
 * Submits one take for each reply to the coaches: all of them, or none. Refused with
 * `already_submitted` for others.
 */
export const submitTakes = (
  org: string,
  attempt: string,
  takes: readonly string[],
  withSelfCheck = false,
) =>
  api.post<Attempt>(`/${org}/attempts/${attempt}/submission`, {
    takes,
    ...(withSelfCheck && { with_self_check: true }),
  });

/** Ends an attempt without a coach. Refused with `review_required` where a coach always reviews. */
export const putCompletion = (org: string, attempt: string) =>
  api.put<Attempt>(`/${org}/attempts/${attempt}/completion`);

/** Saves one's own answers to "did I do this?" about a take. */
export const putSelfCheck = (
  org: string,
  attempt: string,
  take: string,
  criteria: readonly { criterion: string; did: boolean }[],
) => api.put<unknown>(`/${org}/attempts/${attempt}/takes/${take}/self-check`, { criteria });

/** Takes back what was sent in. Refused with `review_begun` once a coach has begun on it. */
export const withdrawSubmission = (org: string, attempt: string) =>
  api.put<undefined>(`/${org}/attempts/${attempt}/withdrawal`);
