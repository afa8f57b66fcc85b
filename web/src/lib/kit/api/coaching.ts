import { api } from './client.ts';
import { saw } from './conditions.ts';
import { queryOf, type QueueFilter } from './queue.ts';
import type { components } from './schema.d.ts';
import type { Comment, FollowUp, Page, Playback } from './types.ts';

type Shapes = components['schemas'];

/** A coach's lease on a review; it ends at `expires_at` unless it is renewed before. */
export type Lease = Shapes['Lease'];
/** A submission without released feedback. `lease` is there when the reader has the lease. */
export type Waiting = Shapes['QueueLine'];
export type Level = Shapes['RubricLevel'];
export type Criterion = Shapes['RubricCriterion'];
export type Score = Shapes['MarkedScore'];
export type SavedComment = Shapes['MarkedComment'];
export type Review = Omit<Shapes['Review'], 'takes'> & {
  takes: (Shapes['Review']['takes'][number] & {
    self_check?: { criterion: string; did: boolean }[];
  })[];
};
export type MissingCode = Shapes['MissingEnum'];
/** A regrade that was begun and not released. `lease` is there when the reader has the lease. */
export type OpenRegrade = Shapes['OpenRegrade'];
/** How feedback was scored again; `released_at` is null while a coach works on it. */
export type Regrade = Shapes['RegradeLine'];

/**
 * A page of the queue; `waiting` counts all of it, `free` what could be taken at once,
 * `released_today` what the reader released, `held` what they finished and did not send, `for_lead`
 * what waits for them as a lead coach (null for none): each at most 100. `regrades` were begun and not
 * released.
 */
export type QueuePage = Page<Waiting> & {
  waiting: number;
  free: number;
  released_today: number;
  held: number;
  for_lead: number | null;
  regrades: OpenRegrade[];
};

/** Reads the queue's first page, the soonest promised first. */
export const readQueue = (org: string, filter: QueueFilter) =>
  api.get<QueuePage>(`/${org}/queue${queryOf(filter)}`);

/** Feedback that was released. */
export type ReleasedReview = Shapes['ReleasedReview'];

/** Returns the path of released feedback, newest first, for `paged`. */
export const releasedPath = (
  org: string,
  asked: { mine: boolean; search: string; loop: string },
) => {
  const query = new URLSearchParams();
  if (asked.mine) query.set('mine', 'true');
  if (asked.search) query.set('search', asked.search);
  if (asked.loop) query.set('loop', asked.loop);
  return `/${org}/reviews?${query}`;
};

/** Counts what became of the feedback of the last days: one's own, or all of it. */
export const readLoop = (org: string, mine: boolean) =>
  api.get<Shapes['LoopCounts']>(`/${org}/feedback-loop${mine ? '?mine=true' : ''}`);

/** What to take: a submission, or a review that was begun; neither for the oldest that is free. */
export type Taking = { submission: string } | { review: string } | Record<string, never>;

/**
 * Takes a lease on the named submission, on a review that was begun, or on the oldest that is free.
 * Refused with `queue_empty`, `lease_taken` or `already_released`.
 */
export const takeLease = (org: string, what: Taking) => api.post<Lease>(`/${org}/leases`, what);

/**
 * Opens a review that scores a submission with feedback again, under an id made here. The same
 * again gets the same answer. Refused with `already_regraded`, whose first part names the review.
 */
export const openRegrade = (
  org: string,
  id: string,
  body: { submission: string; rubric_version: string; reason: string },
) => api.put<Shapes['OpenedRegrade']>(`/${org}/regrades/${id}`, body);

/** Removes a regrade that this coach asked for. Refused with `regrade_begun` once it has a mark. */
export const removeRegrade = (org: string, id: string) =>
  api.delete<undefined>(`/${org}/regrades/${id}`);

/** Renews a lease. Refused with `lease_stale` once the lease has ended. */
export const renewLease = (org: string, lease: string) =>
  api.post<Lease>(`/${org}/leases/${lease}/renewal`);

export const giveBackLease = (org: string, lease: string) =>
  api.delete<undefined>(`/${org}/leases/${lease}`);

export const readReview = (org: string, review: string) =>
  api.get<Review>(`/${org}/reviews/${review}`);

export const readReviewPlayback = (org: string, review: string, take: string) =>
  api.get<Playback>(`/${org}/reviews/${review}/takes/${take}/playback`);

/** Reads where to play what a coach recorded for a comment. */
export const readReviewRecordingPlayback = (org: string, review: string, recording: string) =>
  api.get<Playback>(`/${org}/reviews/${review}/recordings/${recording}/playback`);

/** Reads where to play the customer's clip that the employee replied to. */
export const readReviewScenePlayback = (org: string, review: string, scene: string) =>
  api.get<Playback>(`/${org}/reviews/${review}/scenes/${scene}/playback`);

/** Reads where to play the author's example of a reply. */
export const readReviewExamplePlayback = (org: string, review: string, scene: string) =>
  api.get<Playback>(`/${org}/reviews/${review}/scenes/${scene}/example/playback`);

/**
 * Saves a score. Every save names the lease, and the version that the coach saw. Nothing is changed where it is
 * refused: with `lease_stale` when the lease has ended, with `mark_changed` when something else
 * stands there by now, which the problem has as `current`.
 */
export const putScore = (
  org: string,
  review: string,
  criterion: string,
  body: { lease: string; level: string; note: string },
  seen: string | null,
) => api.put<Score>(`/${org}/reviews/${review}/scores/${criterion}`, body, saw(seen));

export const putComment = (
  org: string,
  review: string,
  comment: string,
  body: Omit<Comment, 'id'> & { lease: string },
  seen: string | null,
) => api.put<SavedComment>(`/${org}/reviews/${review}/comments/${comment}`, body, saw(seen));

export const deleteComment = (
  org: string,
  review: string,
  comment: string,
  lease: string,
  seen: string | null,
) =>
  api.delete<undefined>(`/${org}/reviews/${review}/comments/${comment}?lease=${lease}`, saw(seen));

/** Reads the disputes of levels that this coach may decide, the oldest first. */
export const readDisputes = (org: string) => api.get<Shapes['OpenDispute'][]>(`/${org}/disputes`);

/** Reads what two coaches scored far apart and this coach may decide about, the oldest first. */
export const readAdjudications = (org: string) =>
  api.get<Shapes['OpenAdjudication'][]>(`/${org}/adjudications`);

/** Writes below released feedback, under an id made here. */
export const answerFollowUp = (org: string, review: string, id: string, said: { text: string }) =>
  api.put<FollowUp>(`/${org}/reviews/${review}/follow-ups/${id}`, said);

/** A request for another take, because of a comment of the same feedback. */
export type RetakeRequest = Shapes['RetakeRequest'];

/** Asks for another take with this feedback. Refused as other saves are. */
export const putRetakeRequest = (
  org: string,
  review: string,
  body: { lease: string; comment: string },
  seen: string | null,
) => api.put<RetakeRequest>(`/${org}/reviews/${review}/retake-request`, body, saw(seen));

/**
 * Saves the coach's own answer to a question about kind or style; the review that comes back has the
 * employee's answer.
 */
export const saveTag = (
  org: string,
  review: string,
  scene: string,
  body: { lease: string; option: string },
) => api.put<Review>(`/${org}/reviews/${review}/tags/${scene}`, body);

/** Asks for no other take any more. Refused as other saves are. */
export const deleteRetakeRequest = (org: string, review: string, lease: string, seen: string) =>
  api.delete<undefined>(`/${org}/reviews/${review}/retake-request?lease=${lease}`, saw(seen));

/**
 * Releases the feedback that the coach saw, irrevocably: `review_changed` when it is another by now.
 * Refused with `review_incomplete`, whose parts say what is missing.
 */
export const releaseReview = (org: string, review: string, lease: string, seen: string) =>
  api.post<Review>(`/${org}/reviews/${review}/release`, { lease }, saw(seen));
