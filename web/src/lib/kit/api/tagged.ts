import { api } from './client.ts';

/** A document with the ETag of the state that it is in. */
export type Tagged<T> = { value: T; etag: string };

/** Reads a document together with its ETag, which a change of it must name. */
export async function readTagged<T>(path: string): Promise<Tagged<T>> {
  let etag = '';
  const value = await api.get<T>(path, {
    received: (headers) => (etag = headers.get('ETag') ?? ''),
  });
  return { value, etag };
}

/**
 * Saves a whole document over the state that `etag` names; an empty one says that it is new.
 *
 * Refused with 412 where the stored document is in another state.
 */
export async function putTagged<T>(path: string, body: unknown, etag: string): Promise<Tagged<T>> {
  let now = '';
  const value = await api.put<T>(path, body, {
    ...(etag && { headers: { 'If-Match': etag } }),
    received: (headers) => (now = headers.get('ETag') ?? ''),
  });
  return { value, etag: now };
}
