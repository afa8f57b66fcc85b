/**
 * How the service worker answers a request: from its files, as a page that may come from its files,
 * or not at all.
 */
export type Plan = 'file' | 'page' | 'leave';

type Asked = { method: string; mode: string; url: string };

/** Answers, recordings and the operator's pages always come from the server itself. */
const SERVERS_OWN = /^\/(api|uploads|playback|admin|static|mailbox|healthz|readyz)(\/|$)/;

/**
 * Decides how the service worker answers a request; `own` is the origin that Kalm is served from.
 */
export function planFor({ method, mode, url }: Asked, own: string): Plan {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== own || SERVERS_OWN.test(pathname)) return 'leave';
  if (pathname.startsWith('/_app/immutable/') || pathname === '/favicon.svg') return 'file';
  const isFile = /\.[^/]*$/.test(pathname);
  return mode === 'navigate' && !isFile ? 'page' : 'leave';
}

/**
 * Returns the paths of our own files that a page names: its scripts, styles and icon, each once.
 */
export function filesNamed(html: string): string[] {
  const named = html.matchAll(/\s(?:src|href)="(\/(?:_app\/immutable\/[^"]+|favicon\.svg))"/g);
  return [...new Set([...named].flatMap(([, path]) => path ?? []))];
}

/**
 * Returns the caches to delete, of names in the order they were made: all of ours but the current
 * one and the one before it.
 */
export function outdated(names: readonly string[], prefix: string, current: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== current);
  return others.slice(0, -1);
}
