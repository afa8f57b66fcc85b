import { words } from '#lib/kit/i18n/words.ts';

/** Texts of retiring an exercise and of its versions. */
export const lifeWords = words({
  en: {
    retire: 'Retire this exercise',
    retireTitle: 'Retire this exercise?',
    retireText:
      'Nobody can start it any more. Whoever has begun can finish, and what was sent is kept. You can bring it back later.',
    retireYes: 'Yes, retire it',
    retireNo: 'Keep it',
    retiredTitle: (when: string) => `Retired ${when}`,
    retiredText: 'Nobody can start this exercise. What was practised with it is kept.',
    restore: 'Bring it back',
    usedIn: 'These programmes use it:',
    usedNowhere: 'No programme uses it.',
    savedBy: (name: string) => `last saved by ${name}`,
    publishedBy: (name: string) => `published by ${name}`,
  },
  nl: {
    retire: 'Trek deze oefening terug',
    retireTitle: 'Deze oefening terugtrekken?',
    retireText:
      'Niemand kan er meer aan beginnen. Wie bezig is, kan hem afmaken, en wat is verstuurd blijft bewaard. Je kunt hem later terugzetten.',
    retireYes: 'Ja, trek terug',
    retireNo: 'Laat hem staan',
    retiredTitle: (when: string) => `Teruggetrokken ${when}`,
    retiredText: 'Niemand kan aan deze oefening beginnen. Wat ermee is geoefend, blijft bewaard.',
    restore: 'Zet hem terug',
    usedIn: 'Deze programma’s gebruiken hem:',
    usedNowhere: 'Geen programma gebruikt hem.',
    savedBy: (name: string) => `${name} bewaarde als laatste`,
    publishedBy: (name: string) => `${name} publiceerde`,
  },
});
