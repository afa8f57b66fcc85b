import { api } from './client.ts';
import { saw } from './conditions.ts';
import { releaseReview, type Lease, type Review } from './coaching.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** Feedback that is finished and not sent. `version` names what a release is of. */
export type HeldLine = Shapes['HeldLine'];
export type Outcome = Shapes['Outcome'];

/**
 * Sends the review that the coach saw, irrevocably, or with `later` finishes it to be sent later:
 * `review_changed` when it is another by now, `review_incomplete` when something is missing.
 */
export const endReview = (org: string, review: Review, lease: string, later: boolean) =>
  later
    ? api.post<Review>(`/${org}/reviews/${review.id}/finish`, { lease }, saw(review.version))
    : releaseReview(org, review.id, lease, review.version);

/** Takes a review that was begun; with `resume`, also one that the reader finished. */
export const takeReview = (org: string, review: string, resume: boolean) =>
  api.post<Lease>(`/${org}/leases`, resume ? { review, resume } : { review });

/** Reads what is finished and not sent: the reader's own, and as a lead that of others. */
export const readHeld = (org: string) => api.get<Shapes['HeldReviews']>(`/${org}/held-reviews`);

/** Sends several, each by itself; the answer says of each what became of it. */
export const sendSeveral = (org: string, reviews: { review: string; version: string }[]) =>
  api.post<Shapes['Outcomes']>(`/${org}/releases`, { reviews });

/** Gives it back to its coach with a remark, under an id made here. */
export const returnReview = (
  org: string,
  review: string,
  id: string,
  body: { version: string; text: string },
) => api.put<Shapes['LeadRemark']>(`/${org}/reviews/${review}/lead-remarks/${id}`, body);
