import { api } from './client.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type { Captions, CaptionsDraft, Playback, Upload, Video } from './types.ts';

type UploadBody = { length: number; content_type: string; purpose: 'take' | 'scene' };

/** Announces bytes to come; the same again gives a fresh `location` for what is still missing. */
export const putUpload = (org: string, id: string, body: UploadBody) =>
  api.put<Upload>(`/${org}/uploads/${id}`, body);

export const readUpload = (org: string, id: string) => api.get<Upload>(`/${org}/uploads/${id}`);

export const deleteUpload = (org: string, id: string) =>
  api.delete<undefined>(`/${org}/uploads/${id}`);

/** A recording of one's own, such as a take or a customer's clip. */
export const readVideo = (org: string, id: string) => api.get<Video>(`/${org}/videos/${id}`);

export const readVideoPlayback = (org: string, id: string) =>
  api.get<Playback>(`/${org}/videos/${id}/playback`);

const captionsOf = (org: string, video: string, language: Language) =>
  `/${org}/videos/${video}/captions/${language}`;

/** A whole WebVTT file; 404 while there is none in this language. */
export const readCaptions = (org: string, video: string, language: Language) =>
  api.get<Captions>(captionsOf(org, video, language));

/** Refused with `captions_invalid`, whose part names the line as `text:<number>`. */
export const putCaptions = (org: string, video: string, language: Language, text: string) =>
  api.put<Captions>(captionsOf(org, video, language), { text });

export const deleteCaptions = (org: string, video: string, language: Language) =>
  api.delete<undefined>(captionsOf(org, video, language));

/** Asks for a first version from the speech: `captioner_not_configured` where nobody can. */
export const draftCaptions = (org: string, video: string, language: Language) =>
  api.post<undefined>(`${captionsOf(org, video, language)}/draft`);

/** Whether a first version can be asked for, and else why not. */
export const readCaptionsDraft = (org: string, video: string, language: Language) =>
  api.get<CaptionsDraft>(`${captionsOf(org, video, language)}/draft`);
