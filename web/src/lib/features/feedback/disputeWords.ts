import { words } from '#lib/kit/i18n/words.ts';

/** Texts about a level that one does not agree with. */
export const disputeWords = words({
  en: {
    offer: 'Don’t agree with a level?',
    explained: (until: string) =>
      `Then a second coach scores your reply again, knowing why you ask. Your first feedback stays. You can ask once, until ${until}.`,
    which: 'Which level?',
    choose: 'Choose one',
    why: 'Why do you see it differently?',
    missing: 'Choose a level, and say why.',
    ask: 'Ask for a second look',
    title: 'A second look',
    asked: (criterion: string, when: string) => `You asked ${when}, about: ${criterion}`,
    waits: 'A second coach will look. You get a message when that is done.',
    gone: 'The recording was deleted when its days were over, so nobody can look again.',
    changed: 'The level changes',
    kept: 'The level stays',
    by: (coach: string, when: string) => `${coach}, ${when}`,
    twoMore: 'Two more coaches looked',
    twoMoreText:
      'Now and then a second coach scores a reply too, to keep scoring fair. This time the two differed, so a third one decided. This is what changed, and why.',
    stays: 'Your first feedback stays above, as it was.',
  },
  nl: {
    offer: 'Ben je het niet eens met een niveau?',
    explained: (until: string) =>
      `Dan scoort een tweede coach je antwoord opnieuw, en weet waarom je dat vraagt. Je eerste feedback blijft staan. Je kunt het één keer vragen, tot ${until}.`,
    which: 'Welk niveau?',
    choose: 'Kies er een',
    why: 'Waarom zie jij het anders?',
    missing: 'Kies een niveau en zeg waarom.',
    ask: 'Vraag een tweede blik',
    title: 'Een tweede blik',
    asked: (criterion: string, when: string) => `Je vroeg dit ${when}, over: ${criterion}`,
    waits: 'Een tweede coach gaat kijken. Je krijgt bericht als dat is gebeurd.',
    gone: 'De opname is verwijderd toen de dagen om waren, dus niemand kan nog eens kijken.',
    changed: 'Het niveau verandert',
    kept: 'Het niveau blijft',
    by: (coach: string, when: string) => `${coach}, ${when}`,
    twoMore: 'Nog twee coaches keken',
    twoMoreText:
      'Af en toe scoort ook een tweede coach een antwoord, zodat scoren eerlijk blijft. Dit keer verschilden de twee, en besliste een derde. Dit is er veranderd, en waarom.',
    stays: 'Je eerste feedback blijft hierboven staan, zoals hij was.',
  },
});
