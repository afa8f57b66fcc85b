import { words } from '#lib/kit/i18n/words.ts';

/** Texts of the card of a live session on Today. */
export const sessionCardWords = words({
  en: {
    label: 'Live session',
    title: 'Register for a live session',
    ask: (programme: string) => `A live session comes next in ${programme}. Choose when you go.`,
    when: (moment: string) => `You go ${moment}.`,
    choose: 'Choose a live session',
    look: 'To the live session',
  },
  nl: {
    label: 'Live sessie',
    title: 'Meld je aan voor een live sessie',
    ask: (programme: string) => `In ${programme} komt nu een live sessie. Kies wanneer je gaat.`,
    when: (moment: string) => `Je gaat ${moment}.`,
    choose: 'Kies een live sessie',
    look: 'Naar de live sessie',
  },
});
