import { api } from './client.ts';
import { saw } from './conditions.ts';
import type { components } from './schema.d.ts';
import type { CommentKind } from './types.ts';

type Shapes = components['schemas'];

/** A text that coaches use again: one's own, or `shared` by the organisation. */
export type Phrase = Shapes['Phrase'];
export type Phrases = Shapes['Phrases'];
export type PhraseBody = { kind: CommentKind; text: string; shared: boolean };

export const readPhrases = (org: string) => api.get<Phrases>(`/${org}/phrases`);

/**
 * Saves a phrase under an id made here, in place of the version that was seen. Refused with
 * `phrase_changed`, which has what it is now as `current`, and with `too_many_phrases`.
 */
export const putPhrase = (org: string, id: string, body: PhraseBody, seen: string | null) =>
  api.put<Phrase>(`/${org}/phrases/${id}`, body, saw(seen));

export const deletePhrase = (org: string, { id, version }: Phrase) =>
  api.delete<undefined>(`/${org}/phrases/${id}`, saw(version));
