import { words } from '#lib/kit/i18n/words.ts';

export const feedbackWords = words({
  en: {
    title: 'Feedback',
    by: (coach: string, when: string) => `From ${coach}, ${when}`,
    strengthTitle: 'This went well',
    strength: 'Went well',
    say_instead: 'Say this instead',
    note: 'Note',
    video: 'Your recording',
    customer: 'The customer',
    moments: 'Moments in your recording',
    play: 'play this moment',
    readAloud: 'Read aloud',
    stopReading: 'Stop reading',
    scores: 'How it went, point by point',
    level: (value: number, top: number) => `Level ${value} of ${top}`,
    lastTime: (value: number, top: number, name: string) =>
      `Last time: level ${value} of ${top}, ${name}`,
    earlier: 'Your recording before this one',
    earlierSent: (when: string) => `Sent ${when}`,
    later: 'Later scored again',
    laterText:
      'Your feedback above stays as it was. The points that coaches look at were renewed since, and your recording was scored by them once more.',
    laterBy: (coach: string, when: string, version: number) =>
      `From ${coach}, ${when}, under version ${version} of the rubric`,
    why: 'Why',
    again: 'Record again',
    goOn: 'Continue with your new recording',
    notYetTitle: 'No feedback yet',
    notYetText:
      'Your coach has not watched it yet. You will get a message as soon as that is done.',
    toToday: 'Back to the start',
  },
  nl: {
    title: 'Feedback',
    by: (coach: string, when: string) => `Van ${coach}, ${when}`,
    strengthTitle: 'Dit ging goed',
    strength: 'Ging goed',
    say_instead: 'Zeg liever',
    note: 'Notitie',
    video: 'Je opname',
    customer: 'De klant',
    moments: 'Momenten in je opname',
    play: 'speel dit moment af',
    readAloud: 'Lees voor',
    stopReading: 'Stop met voorlezen',
    scores: 'Hoe het ging, punt voor punt',
    level: (value: number, top: number) => `Niveau ${value} van ${top}`,
    lastTime: (value: number, top: number, name: string) =>
      `Vorige keer: niveau ${value} van ${top}, ${name}`,
    earlier: 'Je vorige opname',
    earlierSent: (when: string) => `Verstuurd ${when}`,
    later: 'Later opnieuw gescoord',
    laterText:
      'Je feedback hierboven blijft zoals hij was. De punten waarop een coach let, zijn intussen vernieuwd, en je opname is daarmee nog eens gescoord.',
    laterBy: (coach: string, when: string, version: number) =>
      `Van ${coach}, ${when}, met versie ${version} van de rubric`,
    why: 'Waarom',
    again: 'Neem opnieuw op',
    goOn: 'Ga verder met je nieuwe opname',
    notYetTitle: 'Nog geen feedback',
    notYetText: 'Je coach heeft nog niet gekeken. Je krijgt bericht zodra dat is gebeurd.',
    toToday: 'Terug naar het begin',
  },
});
