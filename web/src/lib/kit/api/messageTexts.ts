import { api } from './client.ts';
import { putTagged, readTagged, type Tagged } from './tagged.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** The texts of one kind of message in one language, without the texts themselves. */
export type TextsSummary = Shapes['TextsSummary'];
/**
 * The texts of one kind of message in one language: what is sent, and what comes with Kalm. A line
 * has each of the variables, such as {title}; a subject has none.
 */
export type MessageTexts = Shapes['MessageTexts'];
/** One way to say a message. */
export type Wording = Shapes['WordingRequest'];
/** How each channel shows a text, with samples of nobody real. */
export type TextsPreview = Shapes['TextsPreview'];

const at = (org: string, kind: string, language: string) =>
  `/${org}/message-texts/${kind}/${language}`;

export const readAllTexts = async (org: string): Promise<TextsSummary[]> =>
  (await api.get<Shapes['AllTexts']>(`/${org}/message-texts`)).texts;

export const readTexts = (
  org: string,
  kind: string,
  language: string,
): Promise<Tagged<MessageTexts>> => readTagged(at(org, kind, language));

/**
 * Says the kind in these words from now on, over the state that was seen. Problems:
 * `wording_invalid` with a code at each field, `message_texts_changed`, `invalid`.
 */
export const putTexts = (
  org: string,
  kind: string,
  language: string,
  wordings: readonly Wording[],
  etag: string,
): Promise<Tagged<MessageTexts>> => putTagged(at(org, kind, language), { wordings }, etag);

/** Says the kind in Kalm's words again. Problems: `message_texts_changed`. */
export async function putBackTexts(
  org: string,
  kind: string,
  language: string,
  etag: string,
): Promise<Tagged<MessageTexts>> {
  let now = '';
  const value = await api.delete<MessageTexts>(at(org, kind, language), {
    headers: { 'If-Match': etag },
    received: (headers) => (now = headers.get('ETag') ?? ''),
  });
  return { value, etag: now };
}

/** Problems: `wording_invalid`, `invalid`. */
export const previewText = (org: string, kind: string, language: string, wording: Wording) =>
  api.post<TextsPreview>(`${at(org, kind, language)}/preview`, wording);
