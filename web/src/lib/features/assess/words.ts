import { words } from '#lib/kit/i18n/words.ts';

export const assessWords = words({
  en: {
    title: 'How do you think it went?',
    offer:
      'Give yourself a level on each point before your coach does. It doesn’t count: it helps you look back.',
    offerOpen: 'Score yourself',
    offerGoOn: 'Continue scoring yourself',
    offerChange: 'Look at your own levels',
    intro:
      'Choose what fits best. Your coach only reads it after scoring you, and it doesn’t count towards anything. You can change it until you read the feedback.',
    watch: 'Watch your recording',
    reply: (at: number) => `Watch reply ${at}`,
    before: (did: boolean, reply: number | null) =>
      `Before sending you said${reply ? ` of reply ${reply}` : ''}: ${did ? 'I did this' : 'not yet'}`,
    given: (count: number, all: number) => `${count} of ${all} points`,
    saved: 'Saved',
    saving: 'Saving',
    kept: 'Kept on this device. We send it as soon as there is a connection.',
    closedTitle: 'You have read the feedback',
    closedText: 'What you said yourself stays as it was.',
    lateTitle: 'Your last answers came too late',
    lateText:
      'The feedback was opened before they arrived, on another device perhaps. What you said before stays.',
    goneTitle: 'There is nothing to score here',
    goneText: 'This recording was not sent, or you have withdrawn it.',
    toFeedback: 'Read the feedback',
    done: 'Done',
    firstTitle: 'Your feedback is here',
    firstText:
      'Look at your own recording first? You give yourself a level on each point, and then read what your coach says. You will see both side by side.',
    firstBegun: (count: number, all: number) =>
      `You gave yourself a level on ${count} of ${all} points.`,
    firstYes: 'Score myself first',
    firstGoOn: 'Continue scoring myself',
    firstNo: 'Straight to the feedback',
  },
  nl: {
    title: 'Hoe vind je zelf dat het ging?',
    offer:
      'Geef jezelf een niveau op elk punt, voordat je coach dat doet. Het telt nergens voor mee: het helpt je kijken.',
    offerOpen: 'Scoor jezelf',
    offerGoOn: 'Ga verder met jezelf scoren',
    offerChange: 'Bekijk je eigen niveaus',
    intro:
      'Kies wat het best past. Je coach leest het pas na het scoren, en het telt nergens voor mee. Je kunt het veranderen tot je de feedback leest.',
    watch: 'Bekijk je opname',
    reply: (at: number) => `Bekijk antwoord ${at}`,
    before: (did: boolean, reply: number | null) =>
      `Voor het versturen zei je${reply ? ` van antwoord ${reply}` : ''}: ${did ? 'dit deed ik' : 'nog niet'}`,
    given: (count: number, all: number) => `${count} van ${all} punten`,
    saved: 'Bewaard',
    saving: 'Wordt bewaard',
    kept: 'Staat op dit toestel. We sturen het zodra je verbinding hebt.',
    closedTitle: 'Je hebt de feedback gelezen',
    closedText: 'Wat je zelf zei, blijft zoals het was.',
    lateTitle: 'Je laatste antwoorden kwamen te laat',
    lateText:
      'De feedback was al geopend voordat ze aankwamen, misschien op een ander toestel. Wat je eerder zei, blijft staan.',
    goneTitle: 'Hier valt niets te scoren',
    goneText: 'Deze opname is niet verstuurd, of je hebt hem teruggehaald.',
    toFeedback: 'Lees de feedback',
    done: 'Klaar',
    firstTitle: 'Je feedback is er',
    firstText:
      'Eerst naar je eigen opname kijken? Je geeft jezelf een niveau op elk punt, en leest daarna wat je coach zegt. Beide staan straks naast elkaar.',
    firstBegun: (count: number, all: number) =>
      `Je gaf jezelf een niveau op ${count} van ${all} punten.`,
    firstYes: 'Eerst mezelf scoren',
    firstGoOn: 'Verder met mezelf scoren',
    firstNo: 'Meteen naar de feedback',
  },
});
