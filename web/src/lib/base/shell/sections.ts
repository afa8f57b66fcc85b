import type { Role } from '#lib/kit/api/types.ts';

/** A part of the client with its own entry in the menu, below an organisation's address. */
export type Section = {
  path: '' | '/coach' | '/author' | '/manager' | '/sessions' | '/messages' | '/settings';
  /** The text of the menu, by its name in `uiWords`. */
  word: 'today' | 'review' | 'author' | 'people' | 'sessions' | 'messages' | 'settings';
  /** Whom it is for; null for everyone. */
  roles: readonly Role[] | null;
};

const SECTIONS: readonly Section[] = [
  { path: '', word: 'today', roles: ['employee'] },
  { path: '/sessions', word: 'sessions', roles: ['employee'] },
  { path: '/coach', word: 'review', roles: ['coach'] },
  { path: '/author', word: 'author', roles: ['author'] },
  { path: '/manager', word: 'people', roles: ['manager', 'admin'] },
  { path: '/messages', word: 'messages', roles: null },
  { path: '/settings', word: 'settings', roles: null },
];

/** Addresses within a section to which messages lead people of other roles as well. */
const ALSO: readonly { path: RegExp; roles: readonly Role[] }[] = [
  // A colleague is asked to read a draft.
  { path: /^\/author\/scenarios\/[^/]+$/, roles: ['coach', 'admin'] },
  // Whoever gives a live session, or oversees it, marks who is there.
  { path: /^\/sessions\/[^/]+/, roles: ['coach', 'author', 'manager', 'admin'] },
];

const isFor = ({ roles: wanted }: Section, roles: readonly Role[]): boolean =>
  wanted === null || wanted.some((role) => roles.includes(role));

/** Returns the sections of someone with these roles, in the order of the menu. */
export const sectionsFor = (roles: readonly Role[]): Section[] =>
  SECTIONS.filter((section) => isFor(section, roles));

/**
 * Tells whether an address below an organisation's, such as "/coach/reviews/1", is for these roles.
 */
export function mayOpen(path: string, roles: readonly Role[]): boolean {
  const section = SECTIONS.find(
    (one) => one.path !== '' && (path === one.path || path.startsWith(`${one.path}/`)),
  );
  const isAlso = ALSO.some(
    (one) => one.path.test(path) && one.roles.some((role) => roles.includes(role)),
  );
  return !section || isFor(section, roles) || isAlso;
}
