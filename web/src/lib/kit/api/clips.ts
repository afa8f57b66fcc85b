import { api } from './client.ts';
import type { components } from './schema.d.ts';
import type { Video } from './types.ts';

type Shapes = components['schemas'];

export type PosterChoice = Shapes['PosterChoice'];

const poster = (org: string, video: string) => `/${org}/videos/${video}/poster`;

/** Reads which moment was chosen as a clip's poster, and how far its picture is. */
export const readPosterChoice = (org: string, video: string) =>
  api.get<PosterChoice>(poster(org, video));

/** Has the picture at a moment, in ms, made the poster of a clip. */
export const choosePoster = (org: string, video: string, at: number) =>
  api.put<PosterChoice>(poster(org, video), { at_ms: at });

export type Stretch = { source: string; start_ms: number; end_ms: number };

/** Has a clip made, under a new id, of a stretch of another; again gives the same answer. */
export const trimClip = (org: string, id: string, stretch: Stretch) =>
  api.put<Video>(`/${org}/videos/${id}/trim`, stretch);

export type Clip = Shapes['Clip'];

/** Deletes a clip for good. Refused with `clip_used` while an exercise uses it. */
export const deleteClip = (org: string, clip: string) =>
  api.delete<undefined>(`/${org}/clips/${clip}`);
