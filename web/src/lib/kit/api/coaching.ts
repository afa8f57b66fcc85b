import { api } from './client.ts';
import { saw } from './conditions.ts';
import type { components } from './schema.d.ts';
import type { Comment, Page, Playback } from './types.ts';

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

/** A page of the queue; `waiting` counts all of it, `free` what could be taken at once. */
export type QueuePage = Page<Waiting> & { waiting: number; free: number };

/** Reads the queue's first page, oldest first. */
export const readQueue = (org: string) => api.get<QueuePage>(`/${org}/queue`);

/** Feedback that was released. */
export type ReleasedReview = Shapes['ReleasedReview'];

/** Returns the path of released feedback, newest first, for `paged`. */
export const releasedPath = (org: string, asked: { mine: boolean; search: string }) => {
  const query = new URLSearchParams();
  if (asked.mine) query.set('mine', 'true');
  if (asked.search) query.set('search', asked.search);
  return `/${org}/reviews?${query}`;
};

/**
 * Takes a lease on the named submission, or on the oldest that is free. Refused with `queue_empty`,
 * `lease_taken` or `already_released`.
 */
export const takeLease = (org: string, submission?: string) =>
  api.post<Lease>(`/${org}/leases`, submission ? { submission } : {});

/** Renews a lease. Refused with `lease_stale` once the lease has ended. */
export const renewLease = (org: string, lease: string) =>
  api.post<Lease>(`/${org}/leases/${lease}/renewal`);

export const giveBackLease = (org: string, lease: string) =>
  api.delete<undefined>(`/${org}/leases/${lease}`);

export const readReview = (org: string, review: string) =>
  api.get<Review>(`/${org}/reviews/${review}`);

export const readReviewPlayback = (org: string, review: string, take: string) =>
  api.get<Playback>(`/${org}/reviews/${review}/takes/${take}/playback`);

/** Reads where to play the customer's clip that the employee replied to. */
export const readReviewScenePlayback = (org: string, review: string, scene: string) =>
  api.get<Playback>(`/${org}/reviews/${review}/scenes/${scene}/playback`);

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

/**
 * Releases the feedback that the coach saw, irrevocably: `review_changed` when it is another by now.
 * Refused with `review_incomplete`, whose parts say what is missing.
 */
export const releaseReview = (org: string, review: string, lease: string, seen: string) =>
  api.post<Review>(`/${org}/reviews/${review}/release`, { lease }, saw(seen));
