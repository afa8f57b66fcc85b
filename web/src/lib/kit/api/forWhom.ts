import { Problem } from './problem.ts';
import type { Me } from './types.ts';

/** Whose page this is, as far as requests need to know. */
export type Owner = Pick<Me, 'id' | 'memberships'>;

export const MEMBERSHIP = 'Kalm-Membership';
const PERSON = 'Kalm-Person';
const ROOT = '/api/v1/';

let owner: Owner | null = null;
let stopped = false;
let whenOther: () => void = () => undefined;

/**
 * From now on every request of this page says that it is for this person. A page is one person's
 * for as long as it is open: what still runs in it can never act as whoever signs in later.
 */
export function actFor(person: Owner): void {
  owner = person;
}

/** Somebody else is signed in: nothing leaves this page until `goOn`. */
export function stop(): void {
  stopped = true;
}

export function goOn(): void {
  stopped = false;
}

/** Called when the server says that somebody else than this page's person is signed in. */
export function onOtherPerson(call: () => void): void {
  whenOther = call;
}

const organisationOf = (url: string): string | undefined =>
  url.startsWith(ROOT) ? url.slice(ROOT.length).split(/[/?]/)[0] : undefined;

/** What tells a person from their session: asking who is signed in. It is nobody's in particular. */
const isQuestion = (method: string, url: string) => method === 'GET' && url === `${ROOT}me`;

/** The headers that say for whom a request to this address is. */
export function forWhom(method: string, url: string): Record<string, string> {
  if (!owner || isQuestion(method, url)) return {};
  const organisation = organisationOf(url);
  if (organisation === undefined || organisation === 'me') return { [PERSON]: owner.id };
  const own = owner.memberships.find((one) => one.organisation.slug === organisation);
  return own ? { [MEMBERSHIP]: own.id } : {};
}

const OTHER_PERSON = 'other_person';

/** Throws `other_person` for what this page must not send any more. */
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
