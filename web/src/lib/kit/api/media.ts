import { api } from './client.ts';
import { saw } from './conditions.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type {
  Captions,
  CaptionsDraft,
  CaptionsProposal,
  Playback,
  Upload,
  Video,
} from './types.ts';

type UploadBody = { length: number; content_type: string; purpose: 'take' | 'scene' | 'comment' };

/**
 * Announces an upload. Repeating it returns a fresh `location` for the bytes that are still
 * missing.
 */
export const putUpload = (org: string, id: string, body: UploadBody) =>
  api.put<Upload>(`/${org}/uploads/${id}`, body);

export const readUpload = (org: string, id: string) => api.get<Upload>(`/${org}/uploads/${id}`);

export const deleteUpload = (org: string, id: string) =>
  api.delete<undefined>(`/${org}/uploads/${id}`);

/** Reads a recording that the caller may see, such as an own take or a customer's clip. */
export const readVideo = (org: string, id: string) => api.get<Video>(`/${org}/videos/${id}`);

export const readVideoPlayback = (org: string, id: string) =>
  api.get<Playback>(`/${org}/videos/${id}/playback`);

const captionsOf = (org: string, video: string, language: Language) =>
  `/${org}/videos/${video}/captions/${language}`;

/** Reads a whole WebVTT file; 404 while there is none in this language. */
export const readCaptions = (org: string, video: string, language: Language) =>
  api.get<Captions>(captionsOf(org, video, language));

/**
 * Saves captions in place of the version that was seen. Refused with `captions_changed` when
 * something else stands there by now, which the problem has as `current`, and with
 * `captions_invalid`, whose part names the line as `text:<number>`.
 */
export const putCaptions = (
  org: string,
  video: string,
  language: Language,
  text: string,
  seen: string | null,
) => api.put<Captions>(captionsOf(org, video, language), { text }, saw(seen));

export const deleteCaptions = (
  org: string,
  video: string,
  language: Language,
  seen: string | null,
) => api.delete<undefined>(captionsOf(org, video, language), saw(seen));

/**
 * Requests a draft of captions, made from the speech. Refused with `captioner_not_configured` where
 * no captioner is set up.
 */
export const draftCaptions = (org: string, video: string, language: Language) =>
  api.post<undefined>(`${captionsOf(org, video, language)}/draft`);

/** Reads whether a draft can be requested, and else why not. */
export const readCaptionsDraft = (org: string, video: string, language: Language) =>
  api.get<CaptionsDraft>(`${captionsOf(org, video, language)}/draft`);

/**
 * Returns the spoken text as WebVTT, spread over the speech; the server keeps nothing of it. Refused
 * with `script_too_long` when nobody could say so much in this recording.
 */
export const proposeCaptions = (org: string, video: string, language: Language, script: string) =>
  api.post<CaptionsProposal>(`${captionsOf(org, video, language)}/proposal`, { script });
