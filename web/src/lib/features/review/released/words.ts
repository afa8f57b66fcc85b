import { words } from '#lib/kit/i18n/words.ts';

export const releasedWords = words({
  en: {
    title: 'Sent feedback',
    whose: 'Whose feedback',
    mine: 'Mine',
    all: 'Of all coaches',
    search: 'Search by person or exercise',
    attempt: (number: number) => `attempt\u00a0${number}`,
    sent: (when: string) => `Sent ${when}`,
    sentBy: (coach: string, when: string) => `From ${coach}, sent ${when}`,
    noneMine: 'You have not sent any feedback yet. What you send appears here.',
    noneAll: 'No feedback has been sent yet.',
    noneFound: 'Nothing matches this search.',
  },
  nl: {
    title: 'Verstuurde feedback',
    whose: 'Feedback van wie',
    mine: 'Van mij',
    all: 'Van alle coaches',
    search: 'Zoek op naam of oefening',
    attempt: (number: number) => `poging\u00a0${number}`,
    sent: (when: string) => `Verstuurd ${when}`,
    sentBy: (coach: string, when: string) => `Van ${coach}, verstuurd ${when}`,
    noneMine: 'Je hebt nog geen feedback verstuurd. Wat je verstuurt, vind je hier terug.',
    noneAll: 'Er is nog geen feedback verstuurd.',
    noneFound: 'Niets gevonden met deze zoekwoorden.',
  },
});
