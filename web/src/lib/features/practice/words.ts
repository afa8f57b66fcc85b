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
    look: 'To the exercise',
    goOn: 'Go on',
    emptyTitle: 'Nothing to do now',
    emptyText: (when: string) => `Your next exercise comes ${when}. You will get a message.`,
    emptyLater: 'You will get a message when an exercise is ready.',
    waitingTitle: 'With your coach',
    waitingSince: (when: string) => `Sent ${when}`,
    feedbackTitle: 'Feedback from your coach',
    feedbackNew: 'New',
    feedbackSince: (when: string) => `Received ${when}`,
    warningTitle: 'Good to know first',
    leaveFree: 'You can stop at any moment. Nobody sees that.',
    skills: 'You practise',
    begin: 'Start the exercise',
    stop: 'Stop for now',
    part: (at: number, count: number) => `Part ${at} of ${count}`,
    watchTitle: 'Watch and listen',
    chooseTitle: 'What do you see?',
    respondTitle: 'Your turn',
    toChoose: 'I have seen it',
    next: 'Next',
    choose: 'Choose',
    right: 'Well seen.',
    other: 'Another look at it:',
    yours: 'your choice',
    sceneLabel: 'The scene',
    toRecord: 'To your reply',
    notYours: 'This exercise is done',
  },
  nl: {
    today: 'Vandaag',
    hello: (name: string) => `Hoi ${name}`,
    minutes: minutes(true),
    look: 'Naar de oefening',
    goOn: 'Ga verder',
    emptyTitle: 'Nu hoef je niets',
    emptyText: (when: string) => `Je volgende oefening komt ${when}. Je krijgt bericht.`,
    emptyLater: 'Je krijgt bericht als er een oefening klaarstaat.',
    waitingTitle: 'Bij je coach',
    waitingSince: (when: string) => `Verstuurd ${when}`,
    feedbackTitle: 'Feedback van je coach',
    feedbackNew: 'Nieuw',
    feedbackSince: (when: string) => `Gekregen ${when}`,
    warningTitle: 'Goed om vooraf te weten',
    leaveFree: 'Je kunt op elk moment stoppen. Niemand ziet dat.',
    skills: 'Je oefent',
    begin: 'Begin de oefening',
    stop: 'Stop voor nu',
    part: (at: number, count: number) => `Deel ${at} van ${count}`,
    watchTitle: 'Kijk en luister',
    chooseTitle: 'Wat zie je?',
    respondTitle: 'Jouw beurt',
    toChoose: 'Ik heb het gezien',
    next: 'Verder',
    choose: 'Kies',
    right: 'Goed gezien.',
    other: 'Kijk er eens zo naar:',
    yours: 'jouw keuze',
    sceneLabel: 'De scène',
    toRecord: 'Naar je antwoord',
    notYours: 'Deze oefening is klaar',
  },
});
