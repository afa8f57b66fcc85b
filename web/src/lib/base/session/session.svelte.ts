import { readMe, signOut } from '#lib/kit/api/account.ts';
import { onSignedOut } from '#lib/kit/api/client.ts';
import { actFor, goOn, onOtherPerson, stop } from '#lib/kit/api/forWhom.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Me, Membership, Role } from '#lib/kit/api/types.ts';
import { isLanguage, language } from '#lib/kit/i18n/language.svelte.ts';
import { onRemembered, remember, remembered } from './remembered.ts';

/** The least time between two requests that ask the server whether it is still the same person. */
const ASK_EVERY_MS = 5000;

/**
 * Drops prefetched refusals once nobody turned out to be signed in.
 *
 * The page asks ahead of its script (scripts/finish-build.mjs), and the screen would be given the
 * refusals after signing in.
 */
function dropAhead(): void {
  for (const ahead of document.querySelectorAll<HTMLLinkElement>('link.ahead')) {
    void fetch(ahead.href, { credentials: 'same-origin' }).catch(() => undefined);
    ahead.remove();
  }
}

const isSame = (one: Me | null | undefined, other: Me) =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Keeps who uses this browser. `undefined` is not yet known, `null` is nobody.
 *
 * A page belongs to its first person for as long as it is open. When somebody else signs in, in
 * another tab for instance, it stops as `other` until its own person is back, or until whoever is
 * there opens a page of their own.
 */
class Session {
  me = $state.raw<Me | null | undefined>(undefined);
  /** The person who is signed in now, when that is somebody else than this page's person. */
  other = $state.raw<Me | null>(null);
  /** The person that this page belongs to, also while nobody is signed in. */
  owner = $state.raw<Me | null>(null);
  /** The person whose session ended without their signing out on this page; null once they know. */
  ended = $state.raw<Me | null>(null);
  /** The person who signed out on this page because they asked for it. */
  left = $state.raw<Me | null>(null);
  problem = $state.raw<Problem | null>(null);
  #leaving = false;
  /**
   * True while the person is the one of the last visit, because the server could not be asked yet.
   */
  #unconfirmed = false;
  #asked = 0;
  /** How often this tab or another one changed who is signed in: an answer of before is stale. */
  #changes = 0;

  constructor() {
    onSignedOut(() => {
      if (this.me) this.become(null);
    });
    onOtherPerson(() => void this.#ask());
    onRemembered((me) => this.#takeOver(me));
    globalThis.addEventListener?.('online', () => {
      if (this.#unconfirmed) void this.load();
      else this.#look();
    });
    globalThis.addEventListener?.('focus', () => this.#look());
    // Also for a page that the browser had put away whole and shows again.
    globalThis.addEventListener?.('pageshow', () => this.#look());
    globalThis.document?.addEventListener('visibilitychange', () => this.#look());
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const me = await this.#read();
      if (!me) dropAhead();
      this.become(me);
    } catch (problem) {
      this.#fail(problem instanceof Problem ? problem : new Problem('unknown', 0));
    }
  }

  /**
   * Takes over a person who signed in on this very page.
   *
   * For another person than its own the page reloads, so that nothing of the one before is left in
   * it; with `stay` it waits as it is.
   */
  async enter(stay: boolean): Promise<void> {
    this.#changes += 1;
    await this.load();
    if (this.other && !stay) location.assign('/');
  }

  /** Signs this page's person out because they asked for it, or `other` who signed in meanwhile. */
  async leave(other?: Me): Promise<void> {
    this.#leaving = true;
    const leaving = other ?? this.me;
    try {
      await signOut(other);
      this.#changes += 1;
      this.left = leaving ?? null;
      this.become(null);
    } finally {
      this.#leaving = false;
    }
  }

  /**
   * Reads who is signed in, and again when a tab changed that while the answer was coming.
   */
  async #read(): Promise<Me | null> {
    for (;;) {
      const before = this.#changes;
      this.#asked = Date.now();
      const me = await readMe();
      if (before === this.#changes) return me;
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

  /**
   * Asks again when the page becomes visible, because a tab in the background receives nothing
   * while it sleeps.
   */
  #look(): void {
    if (!this.owner || document.hidden) return;
    this.#takeOver(remembered());
    if (Date.now() - this.#asked > ASK_EVERY_MS) void this.#ask();
  }

  /** Asks the server who is signed in; without an answer all stays as it is. */
  async #ask(): Promise<void> {
    try {
      this.become(await this.#read());
    } catch {
      // It is asked again at the next occasion, and each request says for whom it is anyway.
    }
  }

  /**
   * Takes what another tab found. Somebody else stops this page at once, with or without a network.
   */
  #takeOver(me: Me | null): void {
    if (this.me === undefined) return;
    if (me?.id === (this.other ?? this.me)?.id) return;
    this.#changes += 1;
    this.become(me);
  }

  become(me: Me | null): void {
    this.#unconfirmed = false;
    if (me || this.#leaving) this.ended = null;
    else this.ended = this.me ?? remembered() ?? this.ended;
    remember(me);
    if (me && this.owner && me.id !== this.owner.id) {
      stop();
      this.other = me;
      return;
    }
    this.other = null;
    goOn();
    if (me && !isSame(this.owner, me)) {
      this.owner = me;
      actFor(me);
    }
    if (!me || !isSame(this.me, me)) this.me = me;
    if (me && isLanguage(me.language)) language.code = me.language;
  }

  /** Returns the time zone of this page's person in an organisation, also once signed out. */
  zoneIn(slug: string): string | null {
    const own = this.owner?.memberships.find((found) => found.organisation.slug === slug);
    return own?.time_zone ?? null;
  }

  membershipIn(slug: string): Membership | null {
    return this.me?.memberships.find((found) => found.organisation.slug === slug) ?? null;
  }
}

export const session = new Session();

/**
 * Returns the first screen for someone with these roles: practice before work on that of others.
 */
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

/**
 * Returns `next` if it is an address within this client, so that a sign-in link can't send anyone
 * elsewhere.
 */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\\s])/.test(next) ? next : '/';
}
