import { api } from './client.ts';
import type { Upload } from './types.ts';

type UploadBody = { length: number; content_type: string; purpose: 'take' | 'scene' };

/** Announces bytes to come; the same again gives a fresh `location` for what is still missing. */
export const putUpload = (org: string, id: string, body: UploadBody) =>
  api.put<Upload>(`/${org}/uploads/${id}`, body);

export const readUpload = (org: string, id: string) => api.get<Upload>(`/${org}/uploads/${id}`);

export const deleteUpload = (org: string, id: string) =>
  api.delete<undefined>(`/${org}/uploads/${id}`);
