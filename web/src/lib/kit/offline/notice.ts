import { deviceZone, sayDayName } from '#lib/kit/i18n/dates.ts';

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
  en: {
    notNow: 'Not now',
    waits: (day: string) => `We send you no exercise until ${day}.`,
    tomorrow: 'tomorrow',
    failed: 'We could not save ‘not now’. Try again, or tap to do it in Kalm.',
  },
  nl: {
    notNow: 'Even niet',
    waits: (day: string) => `We sturen je tot ${day} geen oefening.`,
    tomorrow: 'morgen',
    failed: '‘Even niet’ is niet bewaard. Probeer het nog eens, of tik om het in Kalm te doen.',
  },
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

/** Reads what a shown notification carries: in earlier versions its path alone. */
export function dataOf(value: unknown): NoticeData {
  const { path, language, snooze } = isObject(value)
    ? value
    : { path: value, language: '', snooze: null };
  return {
    path: textOf(path, '/'),
    language: language === 'en' ? 'en' : 'nl',
    snooze: snoozeOf(snooze),
  };
}

function dayOf(until: string, language: 'nl' | 'en', now: Date): string {
  if (Number.isNaN(Date.parse(until))) return WORDS[language].tomorrow;
  return sayDayName(until, { language, zone: deviceZone() }, now);
}

const sameFor = ({ language }: NoticeData, tag: string) => ({
  lang: language,
  tag,
  icon: ICON,
  badge: ICON,
});

/** Returns what is shown once "not now" was said, in place of the notification that asked. */
export function snoozedNotice(data: NoticeData, tag: string, until: string, now: Date) {
  const { organisation } = data.snooze ?? {};
  const path = organisation ? `/${organisation}` : '/';
  return {
    ...sameFor(data, tag),
    body: WORDS[data.language].waits(dayOf(until, data.language, now)),
    silent: true,
    data: { ...data, path, snooze: null } satisfies NoticeData,
  };
}

/** Returns what is shown where "not now" did not arrive: it can be said again, or by hand. */
export function unsavedNotice(data: NoticeData, tag: string) {
  const path = data.snooze ? snoozeScreen(data.snooze) : '/';
  return {
    ...sameFor(data, tag),
    body: WORDS[data.language].failed,
    data: { ...data, path } satisfies NoticeData,
    actions: [{ action: NOT_NOW, title: WORDS[data.language].notNow }],
  };
}

/** Where the same is said by hand. */
export const snoozeScreen = ({ organisation }: Snooze) => `/${organisation}/settings#not-now`;
