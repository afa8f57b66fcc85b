import type { Options } from './client.ts';

/** Returns the header that names the version of a change; null where there was nothing yet. */
export const saw = (version: string | null): Options => ({
  headers: version === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${version}"` },
});
