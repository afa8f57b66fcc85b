/** What "not now" needs: whose membership it is, and where. */
export type Snooze = { organisation: string; member: string };

export type NoticeData = { path: string; language: 'nl' | 'en'; snooze: Snooze | null };

/** What the server pushes: the same line for all, and where it leads. */
export type Notice = {
  title: string;
  options: {
    body: string;
    lang: string;
    tag: string;
    icon: string;
    badge: string;
    data: NoticeData;
    actions: { action: string; title: string }[];
  };
};

export const NOT_NOW = 'not-now';

const ICON = '/icon-192.png';

/** A service worker has no page whose language it could follow: the push says it. */
const WORDS = {
  en: { notNow: 'Not now', waits: 'We send you no exercise until tomorrow.' },
  nl: { notNow: 'Even niet', waits: 'We sturen je tot morgen geen oefening.' },
};

const textOf = (value: unknown, fallback: string): string =>
  typeof value === 'string' && value ? value : fallback;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function snoozeOf(value: unknown): Snooze | null {
  if (!isObject(value)) return null;
  const [organisation, member] = [textOf(value.organisation, ''), textOf(value.member, '')];
  return /^[a-z0-9-]+$/.test(organisation) && member ? { organisation, member } : null;
}

/**
 * Reads a push message. One that cannot be read leads to the first screen: a browser that gets a
 * push must show something. A path always stays within this client: browsers leave tabs and line ends
 * out of an address, so that none may stand where a second slash would lead away.
 */
export function noticeOf(text: string): Notice {
  let read: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) read = value;
  } catch {
    // No JSON: the usual words.
  }
  const named = textOf(read.path, '/');
  const path = /^\/(?![/\\\s])/.test(named) ? named : '/';
  const language = read.language === 'en' ? 'en' : 'nl';
  const snooze = snoozeOf(read.snooze);
  return {
    title: textOf(read.title, 'Kalm'),
    options: {
      body: textOf(read.body, ''),
      lang: textOf(read.language, 'nl'),
      tag: textOf(read.tag, 'kalm'),
      icon: ICON,
      badge: ICON,
      data: { path, language, snooze },
      actions: snooze ? [{ action: NOT_NOW, title: WORDS[language].notNow }] : [],
    },
  };
}

/** Returns what is shown once "not now" was said, in place of the notification that asked. */
export function snoozedNotice(data: NoticeData, tag: string) {
  const { organisation } = data.snooze ?? {};
  const path = organisation ? `/${organisation}` : '/';
  return {
    body: WORDS[data.language].waits,
    lang: data.language,
    tag,
    icon: ICON,
    badge: ICON,
    silent: true,
    data: { path, language: data.language, snooze: null } satisfies NoticeData,
  };
}

/** Where the same is said by hand. */
export const snoozeScreen = ({ organisation }: Snooze) => `/${organisation}/settings#not-now`;
