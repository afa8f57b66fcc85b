import { api } from './client.ts';
import type { components } from './schema.d.ts';
import type { Comment, Page, Playback } from './types.ts';

type Shapes = components['schemas'];

/** A coach's lease on a review; it ends at `expires_at` unless it is renewed before. */
export type Lease = Shapes['Lease'];
/** A submission without released feedback. `lease` is there when the reader has the lease. */
export type Waiting = Shapes['QueueLine'];
export type Level = Shapes['RubricLevel'];
export type Criterion = Shapes['RubricCriterion'];
export type Score = Shapes['Score'];
export type Review = Shapes['Review'];
export type MissingCode = Shapes['MissingEnum'];

/** Reads the queue, oldest first, 50 at most; `next` is there when more wait. */
export const readQueue = (org: string) => api.get<Page<Waiting>>(`/${org}/queue`);

/**
 * Takes a lease on the named submission, or on the oldest that is free. Refused with `queue_empty`,
 * `lease_held` or `already_released`.
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
 * Saves a score. Every save names the lease; refused with `lease_stale` when it has ended, and then
 * nothing is changed.
 */
export const putScore = (
  org: string,
  review: string,
  criterion: string,
  body: { lease: string; level: string; note: string },
) => api.put<Score>(`/${org}/reviews/${review}/scores/${criterion}`, body);

export const putComment = (
  org: string,
  review: string,
  comment: string,
  body: Omit<Comment, 'id'> & { lease: string },
) => api.put<Comment>(`/${org}/reviews/${review}/comments/${comment}`, body);

export const deleteComment = (org: string, review: string, comment: string, lease: string) =>
  api.delete<undefined>(`/${org}/reviews/${review}/comments/${comment}?lease=${lease}`);

/**
 * Releases the feedback, irrevocably. Refused with `review_incomplete`, whose parts say what is
 * missing.
 */
export const releaseReview = (org: string, review: string, lease: string) =>
  api.post<Review>(`/${org}/reviews/${review}/release`, { lease });
