import { words } from '#lib/kit/i18n/words.ts';

/** Texts about levels that an employee does not agree with, for the coach who decides. */
export const disputeWords = words({
  en: {
    open: 'A second look was asked for',
    about: (criterion: string) => `About: ${criterion}`,
    askedAt: (when: string) => `Asked ${when}`,
    title: 'A second look',
    decides:
      'Score the reply once more. Say in the note on this point why the level stays or changes.',
    reason: (name: string, when: string) => `What ${name} says, ${when}`,
    first: 'The first feedback: the levels',
    firstOpen: 'Open the first feedback',
    needsReason: (criterion: string) => `a note on ${criterion}`,
  },
  nl: {
    open: 'Vraag om een tweede blik',
    about: (criterion: string) => `Over: ${criterion}`,
    askedAt: (when: string) => `Gevraagd ${when}`,
    title: 'Een tweede blik',
    decides:
      'Scoor het antwoord nog een keer. Zeg in de notitie bij dit punt waarom het niveau blijft of verandert.',
    reason: (name: string, when: string) => `Wat ${name} zegt, ${when}`,
    first: 'De eerste feedback: de niveaus',
    firstOpen: 'Open de eerste feedback',
    needsReason: (criterion: string) => `een notitie bij ${criterion}`,
  },
});
