import { words } from '#lib/kit/i18n/words.ts';

export const filterWords = words({
  en: {
    filter: 'Search and filter',
    search: 'Search by name',
    exercise: 'Exercise',
    team: 'Team',
    language: 'Language',
    late: 'Late only',
    clear: 'Show everything',
    none: 'Nothing that waits fits this.',
    keptForMe: 'Kept for you',
    keptFor: (name: string) => `Kept for ${name}`,
    today: (count: string) => `Sent today: ${count}`,
  },
  nl: {
    filter: 'Zoeken en filteren',
    search: 'Zoek op naam',
    exercise: 'Oefening',
    team: 'Team',
    language: 'Taal',
    late: 'Alleen te laat',
    clear: 'Alles tonen',
    none: 'Er wacht niets dat hierbij past.',
    keptForMe: 'Voor jou bewaard',
    keptFor: (name: string) => `Bewaard voor ${name}`,
    today: (count: string) => `Vandaag verstuurd: ${count}`,
  },
});
