import { api } from './client.ts';
import type { Feedback, FollowUp, Playback } from './types.ts';

export const readFeedback = (org: string, attempt: string) =>
  api.get<Feedback>(`/${org}/feedback/${attempt}`);

/** Reads where to play what a coach recorded for a comment in one's own feedback. */
export const readFeedbackRecordingPlayback = (org: string, attempt: string, recording: string) =>
  api.get<Playback>(`/${org}/feedback/${attempt}/recordings/${recording}/playback`);

/** Says or asks something below one's own feedback, under an id made here. */
export const writeFollowUp = (
  org: string,
  attempt: string,
  id: string,
  said: { text: string; is_question?: boolean },
) => api.put<FollowUp>(`/${org}/feedback/${attempt}/follow-ups/${id}`, said);

/** Asks that another coach scores again what one does not agree with; once for each feedback. */
export const disputeScore = (
  org: string,
  attempt: string,
  body: { criterion: string; reason: string },
) => api.put<Feedback>(`/${org}/feedback/${attempt}/dispute`, body);

export const markFeedbackRead = (org: string, attempt: string) =>
  api.put<undefined>(`/${org}/feedback/${attempt}/reading`);
