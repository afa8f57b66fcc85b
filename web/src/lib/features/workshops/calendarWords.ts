import { words } from '#lib/kit/i18n/words.ts';

/** Texts about one's calendar. */
export const calendarWords = words({
  en: {
    add: 'Add to my calendar',
    title: 'In my calendar',
    off: 'Your calendar can read your live sessions from a secret address, and follow each change.',
    on: (day: string) => `Your calendar reads your live sessions from an address made on ${day}.`,
    make: 'Make an address',
    renew: 'Make a new address',
    renewHint: 'The address before stops at once.',
    end: 'Stop this address',
    practice: 'Also when my next exercise is planned',
    address: 'Secret address',
    once: 'Copy it now: it is shown this once. Whoever has it can read your sessions.',
    how: 'In your calendar, choose to subscribe to a calendar by its address.',
    copy: 'Copy the address',
    copied: 'Copied.',
    ended: 'The address has stopped.',
  },
  nl: {
    add: 'Zet in mijn agenda',
    title: 'In mijn agenda',
    off: 'Je agenda kan je live sessies van een geheim adres lezen, en volgt dan elke wijziging.',
    on: (day: string) => `Je agenda leest je live sessies van een adres dat je op ${day} maakte.`,
    make: 'Maak een adres',
    renew: 'Maak een nieuw adres',
    renewHint: 'Het vorige adres stopt meteen.',
    end: 'Stop dit adres',
    practice: 'Ook wanneer mijn volgende oefening gepland staat',
    address: 'Geheim adres',
    once: 'Kopieer het nu: je ziet het maar één keer. Wie het heeft, kan je sessies lezen.',
    how: 'Kies in je agenda voor abonneren op een agenda via een adres.',
    copy: 'Kopieer het adres',
    copied: 'Gekopieerd.',
    ended: 'Het adres is gestopt.',
  },
});
