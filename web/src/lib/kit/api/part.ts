import { api } from './client.ts';
import { Problem } from './problem.ts';

/**
 * Returns a function that fetches a part of the client which is in a file of its own; `fetch` imports
 * it.
 *
 * The function throws a Problem where the part does not come, and may be called again. A browser may
 * refuse a script that once did not come for as long as the page lives: where it fails again although
 * the server answers, the page is loaded anew.
 */
export function part<T>(fetch: () => Promise<T>): () => Promise<T> {
  let failed = false;
  return async () => {
    try {
      return await fetch();
    } catch (fault) {
      console.warn(fault);
      if (failed) {
        await api.get('/me');
        location.reload();
      }
      failed = true;
      throw new Problem(navigator.onLine ? 'unreachable' : 'offline', 0);
    }
  };
}
