import { words } from '#lib/kit/i18n/words.ts';

/** The few words that Today needs, so that a first visit fetches no more. */
export const todayWords = words({
  en: { title: 'My programme', toRead: 'Read' },
  nl: { title: 'Mijn programma', toRead: 'Lezen' },
});
