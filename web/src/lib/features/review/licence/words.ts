import { words } from '#lib/kit/i18n/words.ts';

/** Texts about a coach's licence, and the example clips that give it. */
export const licenceWords = words({
  en: {
    title: 'Scoring alike',
    intro:
      'Your organisation agreed on the levels of a few example clips. Score them as you score a reply; afterwards you see what was agreed on, and why. Who agrees far enough gets a licence to review.',
    needed: 'Before you can take something, score the example clips.',
    toClips: 'Score the example clips',
    endsSoon: (when: string) => `Your licence to review ends ${when}. You can renew it now.`,
    until: (when: string) => `You have a licence until ${when}.`,
    none: 'You have no licence at the moment.',
    notNeeded: 'Your organisation does not ask for one; you can score the clips all the same.',
    notReady: 'There are not enough example clips yet. An author of your organisation makes them.',
    again: (when: string) => `You can score them again from ${when}.`,
    begin: 'Begin',
    goOn: 'Continue where you were',
    clip: (number: number, of: number) => `Clip ${number} of ${of}`,
    done: 'all points scored',
    left: (count: number) => (count === 1 ? '1 point left' : `${count} points left`),
    levels: 'Levels',
    saved: 'Saved.',
    next: 'Next clip',
    finish: 'Finish and see what was agreed on',
    finishHint: 'After this you can’t change a level any more.',
    finishLeft: 'First score every point of every clip.',
    passed: 'You agree far enough',
    passedUntil: (when: string) => `You have a licence until ${when}.`,
    notYet: 'Not far enough yet',
    notYetText:
      'Look below where you differ, and talk about it with a colleague. In a week you can score the clips once more.',
    figure: (kappa: string, needed: string) =>
      `Your agreement is ${kappa}; ${needed} is needed (a weighted kappa, where 1 is every level the same).`,
    you: 'You',
    agreed: 'Agreed',
    levelOf: (value: number, of: number) => `${value} of ${of}`,
  },
  nl: {
    title: 'Gelijk scoren',
    intro:
      'Je organisatie heeft afspraken over de niveaus van een paar ijkfilmpjes. Scoor ze zoals je een antwoord scoort; daarna zie je wat is afgesproken, en waarom. Wie het er genoeg mee eens is, krijgt een bewijs om te beoordelen.',
    needed: 'Voordat je iets kunt nemen, scoor je de ijkfilmpjes.',
    toClips: 'Scoor de ijkfilmpjes',
    endsSoon: (when: string) =>
      `Je bewijs om te beoordelen loopt ${when} af. Je kunt het nu vernieuwen.`,
    until: (when: string) => `Je hebt een bewijs tot ${when}.`,
    none: 'Je hebt op dit moment geen bewijs.',
    notNeeded: 'Je organisatie vraagt er niet om; je kunt de filmpjes toch scoren.',
    notReady: 'Er zijn nog niet genoeg ijkfilmpjes. Een auteur van je organisatie maakt ze.',
    again: (when: string) => `Je kunt ze opnieuw scoren vanaf ${when}.`,
    begin: 'Begin',
    goOn: 'Ga verder waar je was',
    clip: (number: number, of: number) => `Filmpje ${number} van ${of}`,
    done: 'alle punten gescoord',
    left: (count: number) => (count === 1 ? 'nog 1 punt' : `nog ${count} punten`),
    levels: 'Niveaus',
    saved: 'Bewaard.',
    next: 'Volgend filmpje',
    finish: 'Rond af en zie wat is afgesproken',
    finishHint: 'Hierna kun je geen niveau meer veranderen.',
    finishLeft: 'Scoor eerst elk punt van elk filmpje.',
    passed: 'Je bent het er genoeg mee eens',
    passedUntil: (when: string) => `Je hebt een bewijs tot ${when}.`,
    notYet: 'Nog niet genoeg',
    notYetText:
      'Kijk hieronder waar je verschilt en praat er met een collega over. Over een week kun je de filmpjes nog eens scoren.',
    figure: (kappa: string, needed: string) =>
      `Je overeenstemming is ${kappa}; nodig is ${needed} (een gewogen kappa, waarbij 1 elk niveau gelijk is).`,
    you: 'Jij',
    agreed: 'Afgesproken',
    levelOf: (value: number, of: number) => `${value} van ${of}`,
  },
});
