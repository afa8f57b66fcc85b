import type { Lack } from '#lib/base/takes/store.ts';
import { words } from '#lib/kit/i18n/words.ts';

/** Texts about what the phone noticed in a recording, which say what to do. */
export const lackWords = words({
  en: {
    silentNow: 'We do not hear you. Is your microphone on?',
    blackNow: 'It is dark. Is something covering the lens?',
    silent: 'We hear nothing in this recording. Play it to check, or record again.',
    black: 'We see nothing in this recording: it is dark. Play it to check, or record again.',
    again: 'Record again',
  },
  nl: {
    silentNow: 'We horen je niet. Staat je microfoon aan?',
    blackNow: 'We zien niets, het is donker. Zit er iets voor de lens?',
    silent: 'We horen niets in deze opname. Speel hem af om te kijken, of neem opnieuw op.',
    black:
      'We zien niets in deze opname: het is donker. Speel hem af om te kijken, of neem opnieuw op.',
    again: 'Neem opnieuw op',
  },
});

/** Returns the text for while the recording runs. */
export const saidNow = (lack: Lack): string => lackWords()[`${lack}Now`];

/** Returns the texts for afterwards; both at once become one text. */
export const saidAfter = (lacks: readonly Lack[]): string[] =>
  lacks.map((lack) => lackWords()[lack]);
