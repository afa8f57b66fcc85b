import { words } from '#lib/kit/i18n/words.ts';

export const sentWords = words({
  en: {
    sendingTitle: (count: number): string =>
      count > 1 ? 'Your recordings are on their way' : 'Your recording is on its way',
    sendingText: (count: number): string =>
      count > 1
        ? 'They go to your coach as soon as all of them have arrived. You can close the app; we continue when you open it again.'
        : 'It goes to your coach as soon as it has arrived. You can close the app; we continue when you open it again.',
    keepingTitle: (count: number): string =>
      count > 1 ? 'We are storing your recordings' : 'We are storing your recording',
    keepingText:
      'Then you have finished the exercise. You can close the app; we continue when you open it again.',
    finishedTitle: 'Finished',
    finishedText: 'Well done for practising. Your recordings stay yours alone.',
    sentTitle: 'Sent to your coach',
    sentText:
      'You will get a message as soon as your coach has watched it. Well done for practising.',
    receiving: 'Your recording is arriving.',
    received: 'Your recording has arrived. We are getting it ready.',
    processing: 'We are getting your recording ready to play.',
    ready: 'Your recording is ready for your coach.',
    failed: 'We could not get your recording to play.',
    failedWhat: 'It is not your fault. You can record again right away.',
    noticeTitle: 'Take a look at this',
    anew: 'Record again',
    captions: 'Captions',
    deleted: 'Your recording was deleted, as promised.',
    withdrawnTitle: (count: number): string =>
      count > 1 ? 'You withdrew these recordings' : 'You withdrew this recording',
    scoredTitle: (count: number): string =>
      count > 1 ? 'Your coach has watched them' : 'Your coach has watched it',
    toFeedback: 'Read the feedback',
    done: 'Back to the start',
    sentAt: (when: string) => `Sent ${when}`,
    deletedBy: (day: string, count: number): string =>
      `We delete ${count > 1 ? 'them' : 'it'} on ${day} at the latest`,
    refused: 'It has not arrived yet.',
    withdraw: 'Withdraw it',
    withdrawTitle: 'Withdraw this recording?',
    withdrawText: 'No coach will see it then. That works until a coach begins on it.',
    withdrawAfter: 'The recording stays yours alone. You can record again, or send it after all.',
    withdrawTooLate: 'A coach has already begun on it, so it stays with your coach.',
    withdrawYes: 'Withdraw it',
    withdrawNo: 'Leave it with my coach',
  },
  nl: {
    sendingTitle: (count: number): string =>
      count > 1 ? 'Je opnames zijn onderweg' : 'Je opname is onderweg',
    sendingText: (count: number): string =>
      count > 1
        ? 'Ze gaan naar je coach zodra ze allemaal binnen zijn. Je kunt de app sluiten; we gaan verder als je hem weer opent.'
        : 'Hij gaat naar je coach zodra hij binnen is. Je kunt de app sluiten; we gaan verder als je hem weer opent.',
    keepingTitle: (count: number): string =>
      count > 1 ? 'Je opnames worden bewaard' : 'Je opname wordt bewaard',
    keepingText:
      'Daarna is de oefening afgerond. Je kunt de app sluiten; we gaan verder als je hem weer opent.',
    finishedTitle: 'Afgerond',
    finishedText: 'Goed dat je hebt geoefend. Je opnames blijven van jou alleen.',
    sentTitle: 'Verstuurd naar je coach',
    sentText: 'Je krijgt bericht zodra je coach heeft gekeken. Goed dat je hebt geoefend.',
    receiving: 'Je opname komt binnen.',
    received: 'Je opname is binnen. We maken hem klaar.',
    processing: 'We maken je opname klaar om af te spelen.',
    ready: 'Je opname staat klaar voor je coach.',
    failed: 'We konden je opname niet afspeelbaar maken.',
    failedWhat: 'Dat ligt niet aan jou. Je kunt meteen opnieuw opnemen.',
    noticeTitle: 'Kijk hier nog even naar',
    anew: 'Neem opnieuw op',
    captions: 'Ondertitels',
    deleted: 'Je opname is verwijderd, zoals beloofd.',
    withdrawnTitle: (count: number): string =>
      count > 1 ? 'Je hebt deze opnames teruggehaald' : 'Je hebt deze opname teruggehaald',
    scoredTitle: () => 'Je coach heeft gekeken',
    toFeedback: 'Lees de feedback',
    done: 'Terug naar het begin',
    sentAt: (when: string) => `Verstuurd ${when}`,
    deletedBy: (day: string, count: number): string =>
      `We verwijderen ${count > 1 ? 'ze' : 'hem'} uiterlijk op ${day}`,
    refused: 'Hij is nog niet binnen.',
    withdraw: 'Haal hem terug',
    withdrawTitle: 'Deze opname terughalen?',
    withdrawText: 'Dan ziet geen coach hem. Dat kan tot een coach eraan begint.',
    withdrawAfter:
      'De opname is dan weer alleen van jou. Je kunt opnieuw opnemen, of hem toch versturen.',
    withdrawTooLate: 'Een coach is er al mee bezig. Hij blijft dus bij je coach.',
    withdrawYes: 'Haal hem terug',
    withdrawNo: 'Laat hem bij mijn coach',
  },
});
