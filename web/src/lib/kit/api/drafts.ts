import { api } from './client.ts';
import { saw } from './conditions.ts';
import type { components } from './schema.d.ts';

/** A text that a stale lease kept from being saved; only its coach reads it. */
export type KeptDraft = components['schemas']['KeptDraft'];

export const readKeptDrafts = (org: string) => api.get<KeptDraft[]>(`/${org}/kept-drafts`);

/** Saves a kept text as it was meant, under a lease that is open now. Refused as any save is. */
export const putBack = (org: string, draft: KeptDraft, lease: string) =>
  api.put<unknown>(
    `/${org}/reviews/${draft.review}/${draft.path}`,
    { ...draft.content, lease },
    saw(null),
  );

export const discardDraft = (org: string, draft: string) =>
  api.delete<undefined>(`/${org}/kept-drafts/${draft}`);
