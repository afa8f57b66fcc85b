import { words } from '#lib/kit/i18n/words.ts';

const minutes = (nl: boolean) => (count: number) =>
  nl
    ? count === 1
      ? '1 minuut'
      : `${count} minuten`
    : count === 1
      ? '1 minute'
      : `${count} minutes`;

/** Texts of Today, the way into an exercise, watching and choosing. */
export const practiceWords = words({
  en: {
    today: 'Today',
    hello: (name: string) => `Hello ${name}`,
    minutes: minutes(false),
    look: 'Go to the exercise',
    goOn: 'Continue',
    emptyTitle: 'Nothing to do right now',
    emptyText: (when: string) => `Your next exercise comes ${when}. We will send you a message.`,
    emptyLater: 'We will send you a message when an exercise is ready.',
    waitingTitle: 'With your coach',
    waitingSince: (when: string) => `Sent ${when}`,
    feedbackTitle: 'Feedback from your coach',
    feedbackNew: 'New',
    feedbackSince: (when: string) => `Received ${when}`,
    practised: 'What you have practised',
    practisedNone: 'You have not started an exercise yet.',
    begunSince: (when: string) => `Started ${when}`,
    warningTitle: 'Good to know beforehand',
    leaveFree: 'You can stop at any time. Nobody will see that you did.',
    skills: 'You will practise',
    begin: 'Start the exercise',
    stop: 'Stop for now',
    part: (at: number, count: number) => `Part ${at} of ${count}`,
    watchTitle: 'Watch and listen',
    respondTitle: 'Your turn',
    toChoose: 'I’ve seen it',
    next: 'Next',
    right: 'Well spotted',
    other: 'Another way to look at it',
    yours: 'Your choice',
    best: 'Fits best here',
    bestWas: 'What fits best here:',
    watchAgain: 'Watch again',
    sceneLabel: 'The scene',
  },
  nl: {
    today: 'Vandaag',
    hello: (name: string) => `Hoi ${name}`,
    minutes: minutes(true),
    look: 'Naar de oefening',
    goOn: 'Ga verder',
    emptyTitle: 'Je hoeft nu niets te doen',
    emptyText: (when: string) => `Je volgende oefening komt ${when}. Je krijgt bericht.`,
    emptyLater: 'Je krijgt bericht als er een oefening klaarstaat.',
    waitingTitle: 'Bij je coach',
    waitingSince: (when: string) => `Verstuurd ${when}`,
    feedbackTitle: 'Feedback van je coach',
    feedbackNew: 'Nieuw',
    feedbackSince: (when: string) => `Gekregen ${when}`,
    practised: 'Wat je hebt geoefend',
    practisedNone: 'Je bent nog niet aan een oefening begonnen.',
    begunSince: (when: string) => `Begonnen ${when}`,
    warningTitle: 'Goed om vooraf te weten',
    leaveFree: 'Je kunt op elk moment stoppen. Niemand ziet dat.',
    skills: 'Je oefent',
    begin: 'Begin de oefening',
    stop: 'Later verder',
    part: (at: number, count: number) => `Deel ${at} van ${count}`,
    watchTitle: 'Kijk en luister',
    respondTitle: 'Jouw beurt',
    toChoose: 'Ik heb het gezien',
    next: 'Verder',
    right: 'Goed gezien',
    other: 'Kijk er eens zo naar',
    yours: 'Jouw keuze',
    best: 'Past hier het best',
    bestWas: 'Wat hier het best past:',
    watchAgain: 'Kijk nog eens',
    sceneLabel: 'De scène',
  },
});
