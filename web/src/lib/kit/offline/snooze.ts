import type { Snooze } from './notice.ts';

const SESSION = '/api/auth/browser/v1/auth/session';

/** Reads the CSRF token. A service worker has no `document`, and not every browser this store. */
async function csrfToken(): Promise<string | undefined> {
  const store = (globalThis as { cookieStore?: CookieStore }).cookieStore;
  const all = (await store?.getAll()) ?? [];
  return all.find(({ name }) => /^(?:__Host-|__Secure-)?csrftoken$/.test(name ?? ''))?.value;
}

/**
 * Lets exercises wait until tomorrow, with the session of whoever is signed in here; false where
 * that did not work. The server refuses it where that is somebody else than whom the message was
 * for.
 */
export async function snoozeUntilTomorrow({ organisation, member }: Snooze): Promise<boolean> {
  try {
    if (!(await csrfToken())) await fetch(SESSION, { credentials: 'same-origin' });
    const answer = await fetch(`/api/v1/${organisation}/calendar/snooze`, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'Kalm-Membership': member,
        'X-CSRFToken': (await csrfToken()) ?? '',
      },
      body: JSON.stringify({ choice: 'tomorrow' }),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
