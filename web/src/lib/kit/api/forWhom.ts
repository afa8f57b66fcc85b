import { Problem } from './problem.ts';
import type { Me } from './types.ts';

/** The person that a page belongs to, as far as requests need to know. */
export type Owner = Pick<Me, 'id' | 'memberships'>;

export const MEMBERSHIP = 'Kalm-Membership';
const PERSON = 'Kalm-Person';
const ROOT = '/api/v1/';

let owner: Owner | null = null;
let stopped = false;
let whenOther: () => void = () => undefined;

/**
 * Makes every later request of this page say that it is for this person.
 *
 * A page belongs to one person for as long as it is open, so that what still runs in it can never
 * act as whoever signs in later.
 */
export function actFor(person: Owner): void {
  owner = person;
}

/** Tells whether this page belongs to somebody. */
export const isKnown = (): boolean => owner !== null;

/** Stops all requests of this page until `goOn`, because somebody else is signed in. */
export function stop(): void {
  stopped = true;
}

export function goOn(): void {
  stopped = false;
}

/**
 * Registers a function that is called when the server says that somebody else than this page's
 * person is signed in.
 */
export function onOtherPerson(call: () => void): void {
  whenOther = call;
}

const organisationOf = (url: string): string | undefined =>
  url.startsWith(ROOT) ? url.slice(ROOT.length).split(/[/?]/)[0] : undefined;

/** Tells whether a request asks who is signed in, which it does for nobody in particular. */
const isQuestion = (method: string, url: string) => method === 'GET' && url === `${ROOT}me`;

/** Returns the headers that name the person a request to this address is for. */
export function forWhom(method: string, url: string): Record<string, string> {
  if (!owner || isQuestion(method, url)) return {};
  const organisation = organisationOf(url);
  if (organisation === undefined || organisation === 'me') return { [PERSON]: owner.id };
  const own = owner.memberships.find((one) => one.organisation.slug === organisation);
  return own ? { [MEMBERSHIP]: own.id } : {};
}

const OTHER_PERSON = 'other_person';

/** Throws `other_person` for a request that this page must not send any more. */
export function refuseWhenStopped(method: string, url: string): void {
  const isSent = !stopped || organisationOf(url) === undefined || isQuestion(method, url);
  if (!isSent) throw new Problem(OTHER_PERSON, 403);
}

/** Throws `other_person` where an answer was made for somebody else, or the server says so. */
export function refuseAnothers(sent: Record<string, string>, answer: Response, code = ''): void {
  const isAnothers = Object.entries(sent).some(([name, value]) => {
    const made = answer.headers.get(name);
    return made !== null && made !== value;
  });
  if (!isAnothers && code !== OTHER_PERSON) return;
  whenOther();
  throw new Problem(OTHER_PERSON, 403);
}
