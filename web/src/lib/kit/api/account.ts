import { api, request } from './client.ts';
import { Problem } from './problem.ts';
import type { Me, Membership } from './types.ts';

const AUTH = '/api/auth/browser/v1/auth';
const ACCOUNT = '/api/auth/browser/v1/account';

/**
 * Signs a person in. Throws a Problem: `email_password_mismatch`, `too_many_login_attempts`, ...
 */
export async function signIn(email: string, password: string): Promise<void> {
  await request('POST', `${AUTH}/login`, { body: { email, password } });
}

/** Mails a link to choose a new password. The answer is the same for an unknown address. */
export async function askNewPassword(email: string): Promise<void> {
  await request('POST', `${AUTH}/password/request`, { body: { email } });
}

/**
 * Sets a password with the key from the mail. A 401 is no failure: it says that the person is still
 * to sign in.
 */
export async function setNewPassword(key: string, password: string): Promise<void> {
  try {
    await request('POST', `${AUTH}/password/reset`, { body: { key, password } });
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
  }
}

/** Tells whether the key of a mailed link still works, without using it up. */
export async function isKeyGood(key: string): Promise<boolean> {
  try {
    await request('GET', `${AUTH}/password/reset`, { headers: { 'X-Password-Reset-Key': key } });
    return true;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 400) return false;
    throw problem;
  }
}

/**
 * Changes the password. Refused with parts whose `attr` is `current_password` or `new_password`.
 */
export async function changePassword(current: string, fresh: string): Promise<void> {
  const body = { current_password: current, new_password: fresh };
  await request('POST', `${ACCOUNT}/password/change`, { body });
}

/**
 * Ends the session of this page's person, or of `other` who signed in meanwhile. allauth answers
 * 401 when nobody is signed in afterwards, so a 401 is success.
 */
export async function signOut(other?: Me): Promise<void> {
  try {
    await request('DELETE', `${AUTH}/session`, other && { as: { 'Kalm-Person': other.id } });
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
  }
}

/** Reads who is signed in; null when nobody is. */
export async function readMe(): Promise<Me | null> {
  try {
    return await api.get<Me>('/me');
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

export const changeMe = (change: { name?: string; language?: string }) =>
  api.patch<Me>('/me', change);

export const changeTimeZone = (organisation: string, time_zone: string) =>
  api.patch<Pick<Membership, 'time_zone'>>(`/${organisation}/membership`, { time_zone });
