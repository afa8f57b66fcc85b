import { words } from '#lib/kit/i18n/words.ts';

/** Texts about scoring again by a newer version of the rubric. */
export const regradeWords = words({
  en: {
    offer: (version: number) => `Score again under version ${version}`,
    title: (version: number) => `Score again under version ${version} of the rubric`,
    adds: (name: string) =>
      `${name} keeps the feedback as it is. What you score now comes below it, and never takes its place.`,
    why: 'Why do you score it again?',
    whyHint: (name: string) => `${name} reads this.`,
    whyMissing: 'Say why, so that it can be understood later.',
    begin: 'Start scoring',
    cancel: 'Not now',
    openIt: 'Open it',

    under: (version: number) => `Score again under version ${version}`,
    wasUnder: (version: number) => `Scored again under version ${version}`,
    reason: (coach: string, when: string) => `Why, by ${coach}, ${when}`,
    first: (version: number) => `The first feedback: the levels, under version ${version}`,
    firstBy: (coach: string, when: string) => `From ${coach}, ${when}`,
    firstOpen: 'Open the first feedback',
    noComments: 'Comments are not needed here: the feedback has them. You can add one.',
    noneGiven: 'None: the feedback has them.',

    remove: 'Take this back',
    removeHint:
      'As long as nothing is scored. Once taken back, you can ask again with another reason.',

    release: 'Add it to the feedback',
    releaseTitle: (name: string) => `Add this to the feedback of ${name}?`,
    releaseText: (name: string) =>
      `${name} keeps the first feedback and finds these levels below it, with the reason. After this nothing in it can be changed, not by you and not by anyone else.`,
    releaseYes: 'Add it',
    releasedTitle: (name: string) => `${name} finds this below the feedback`,
    releasedAt: (when: string) => `Added ${when}.`,

    scoredAgain: (version: number, when: string) =>
      `Scored again under version ${version}, ${when}`,
    underWay: (version: number) => `Being scored again under version ${version}`,
    unfinished: 'Scoring again, not finished',
    begunBy: (coach: string, when: string) => `${coach} began ${when}`,
  },
  nl: {
    offer: (version: number) => `Scoor opnieuw met versie ${version}`,
    title: (version: number) => `Opnieuw scoren met versie ${version} van de rubric`,
    adds: (name: string) =>
      `${name} houdt de feedback zoals hij is. Wat je nu scoort, komt eronder en vervangt niets.`,
    why: 'Waarom scoor je opnieuw?',
    whyHint: (name: string) => `${name} leest dit.`,
    whyMissing: 'Schrijf waarom, zodat het later te begrijpen is.',
    begin: 'Begin met scoren',
    cancel: 'Nu niet',
    openIt: 'Open hem',

    under: (version: number) => `Opnieuw scoren met versie ${version}`,
    wasUnder: (version: number) => `Opnieuw gescoord met versie ${version}`,
    reason: (coach: string, when: string) => `Waarom, van ${coach}, ${when}`,
    first: (version: number) => `De eerste feedback: de niveaus, met versie ${version}`,
    firstBy: (coach: string, when: string) => `Van ${coach}, ${when}`,
    firstOpen: 'Open de eerste feedback',
    noComments: 'Opmerkingen hoeven hier niet: die staan al in de feedback. Het mag wel.',
    noneGiven: 'Geen: die staan in de feedback.',

    remove: 'Trek dit in',
    removeHint:
      'Dat kan zolang er niets is gescoord. Is het ingetrokken, dan kun je het met een andere reden opnieuw vragen.',

    release: 'Voeg toe aan de feedback',
    releaseTitle: (name: string) => `Dit toevoegen aan de feedback van ${name}?`,
    releaseText: (name: string) =>
      `${name} houdt de eerste feedback en vindt deze niveaus eronder, met de reden. Daarna kan niemand er nog iets aan veranderen.`,
    releaseYes: 'Voeg toe',
    releasedTitle: (name: string) => `${name} vindt dit onder de feedback`,
    releasedAt: (when: string) => `Toegevoegd ${when}.`,

    scoredAgain: (version: number, when: string) =>
      `Opnieuw gescoord met versie ${version}, ${when}`,
    underWay: (version: number) => `Wordt opnieuw gescoord met versie ${version}`,
    unfinished: 'Opnieuw scoren, nog niet af',
    begunBy: (coach: string, when: string) => `${coach} begon ${when}`,
  },
});
