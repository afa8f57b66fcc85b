/** What the server pushes: the same line for all, and where it leads. */
export type Notice = {
  title: string;
  path: string;
  options: { body: string; lang: string; tag: string; icon: string; badge: string; data: string };
};

const ICON = '/icon-192.png';

const textOf = (value: unknown, fallback: string): string =>
  typeof value === 'string' && value ? value : fallback;

/**
 * Reads a push message. One that cannot be read leads to the first screen: a browser that gets a
 * push must show something. A path always stays within this client: browsers leave tabs and line ends
 * out of an address, so that none may stand where a second slash would lead away.
 */
export function noticeOf(text: string): Notice {
  let read: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) read = value as Record<string, unknown>;
  } catch {
    // No JSON: the usual words.
  }
  const named = textOf(read.path, '/');
  const path = /^\/(?![/\\\s])/.test(named) ? named : '/';
  return {
    title: textOf(read.title, 'Kalm'),
    path,
    options: {
      body: textOf(read.body, ''),
      lang: textOf(read.language, 'nl'),
      tag: textOf(read.tag, 'kalm'),
      icon: ICON,
      badge: ICON,
      data: path,
    },
  };
}
