import { readMe } from '#lib/kit/api/account.ts';
import { onSignedOut } from '#lib/kit/api/client.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Me, Membership, Role } from '#lib/kit/api/types.ts';
import { isLanguage, language } from '#lib/kit/i18n/language.svelte.ts';

const REMEMBERED = 'kalm.me';

/** Who was here last, so that Kalm opens without a network; forgotten at signing out. */
function remembered(): Me | null {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

function remember(me: Me | null): void {
  try {
    if (me) localStorage.setItem(REMEMBERED, JSON.stringify(me));
    else localStorage.removeItem(REMEMBERED);
  } catch {
    // A browser that keeps nothing opens with a network only.
  }
}

/**
 * Nobody turned out to be signed in: takes the refusal of what the page asked for ahead of its
 * script (scripts/finish-build.mjs), or Today would be given it after signing in.
 */
function dropAhead(): void {
  const ahead = document.querySelector<HTMLLinkElement>('link#ahead');
  if (!ahead) return;
  void fetch(ahead.href, { credentials: 'same-origin' }).catch(() => undefined);
  ahead.remove();
}

/** Who uses this browser. `undefined` is not yet known, `null` is nobody. */
class Session {
  me = $state.raw<Me | null | undefined>(undefined);
  problem = $state.raw<Problem | null>(null);
  /** Set while this is who was here last: the server could not be asked yet. */
  #unconfirmed = false;

  constructor() {
    onSignedOut(() => {
      if (this.me) this.become(null);
    });
    globalThis.addEventListener?.('online', () => {
      if (this.#unconfirmed) void this.load();
    });
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const me = await readMe();
      if (!me) dropAhead();
      this.become(me);
    } catch (problem) {
      this.#fail(problem instanceof Problem ? problem : new Problem('unknown', 0));
    }
  }

  #fail(problem: Problem): void {
    const known = problem.isPassing ? remembered() : null;
    if (!known) this.problem = problem;
    else if (!this.me) {
      this.become(known);
      this.#unconfirmed = true;
    }
  }

  become(me: Me | null): void {
    this.me = me;
    this.#unconfirmed = false;
    remember(me);
    if (me && isLanguage(me.language)) language.code = me.language;
  }

  membershipIn(slug: string): Membership | null {
    return this.me?.memberships.find((found) => found.organisation.slug === slug) ?? null;
  }
}

export const session = new Session();

/** The first screen for someone with these roles: practice before work on that of others. */
export function homeOf({ organisation, roles }: Membership): string {
  const firsts: [Role, string][] = [
    ['employee', ''],
    ['coach', '/coach'],
    ['author', '/author'],
    ['manager', '/manager'],
    ['admin', '/manager'],
  ];
  const first = firsts.find(([role]) => roles.includes(role));
  return `/${organisation.slug}${first?.[1] ?? '/settings'}`;
}

/** Only an address within this client: a sign-in link must not send anyone elsewhere. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
