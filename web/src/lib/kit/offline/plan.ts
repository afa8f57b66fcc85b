/** What the service worker does with a request: answer from its files, keep a page coming, nothing. */
export type Plan = 'file' | 'page' | 'leave';

type Asked = { method: string; mode: string; url: string };

/** Answers, recordings and the operator's pages always come from the server itself. */
const SERVERS_OWN = /^\/(api|uploads|playback|admin|static|mailbox|healthz|readyz)(\/|$)/;

/** `own` is the origin that Kalm is served from. */
export function planFor({ method, mode, url }: Asked, own: string): Plan {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== own || SERVERS_OWN.test(pathname)) return 'leave';
  if (pathname.startsWith('/_app/immutable/') || pathname === '/favicon.svg') return 'file';
  const isFile = /\.[^/]*$/.test(pathname);
  return mode === 'navigate' && !isFile ? 'page' : 'leave';
}

/** The files of ours that a page asks for: its scripts, styles and icon, each once. */
export function filesNamed(html: string): string[] {
  const named = html.matchAll(/\s(?:src|href)="(\/(?:_app\/immutable\/[^"]+|favicon\.svg))"/g);
  return [...new Set([...named].flatMap(([, path]) => path ?? []))];
}

/** Of caches in the order in which they were made: all but ours and the one before it. */
export function outdated(names: readonly string[], prefix: string, current: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== current);
  return others.slice(0, -1);
}
