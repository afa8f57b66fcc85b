import type { Snooze } from './notice.ts';

const SESSION = '/api/auth/browser/v1/auth/session';
/** A press lets a page be opened for about five seconds: what follows a failure must fit in them. */
const PATIENCE_MS = 2500;

/** `until` is when exercises come again; `other` is a session that is somebody else's by now. */
export type Snoozed = { is: 'done'; until: string } | { is: 'other' } | { is: 'failed' };

/** Reads the CSRF token. A service worker has no `document`, and not every browser this store. */
async function csrfToken(): Promise<string | undefined> {
  const store = (globalThis as { cookieStore?: CookieStore }).cookieStore;
  const all = (await store?.getAll()) ?? [];
  return all.find(({ name }) => /^(?:__Host-|__Secure-)?csrftoken$/.test(name ?? ''))?.value;
}

/**
 * Lets exercises wait until tomorrow, or longer where that was said before, with the session of
 * whoever is signed in here. The server refuses it where that is somebody else than whom the
 * message was for.
 */
export async function snoozeUntilTomorrow({ organisation, member }: Snooze): Promise<Snoozed> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    if (!(await csrfToken())) await fetch(SESSION, { credentials: 'same-origin', signal });
    const answer = await fetch(`/api/v1/${organisation}/calendar/snooze`, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'Kalm-Membership': member,
        'X-CSRFToken': (await csrfToken()) ?? '',
      },
      body: JSON.stringify({ choice: 'tomorrow', or_later: true }),
      signal,
    });
    const said = (await answer.json()) as { snoozed_until?: string; code?: string };
    if (answer.ok) return { is: 'done', until: said.snoozed_until ?? '' };
    return { is: said.code === 'other_person' ? 'other' : 'failed' };
  } catch {
    return { is: 'failed' };
  }
}
