import { words } from '#lib/kit/i18n/words.ts';

export const sentWords = words({
  en: {
    sendingTitle: 'Your recording is on its way',
    sendingText:
      'It goes to your coach as soon as it has arrived. You can close the app; we continue when you open it again.',
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
    deleted: 'Your recording was deleted, as promised.',
    withdrawnTitle: 'You withdrew this recording',
    scoredTitle: 'Your coach has watched it',
    toFeedback: 'Read the feedback',
    done: 'Back to the start',
    sentAt: (when: string) => `Sent ${when}`,
    refused: 'It did not arrive yet.',
  },
  nl: {
    sendingTitle: 'Je opname is onderweg',
    sendingText:
      'Hij gaat naar je coach zodra hij binnen is. Je kunt de app sluiten; we gaan verder als je hem weer opent.',
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
    deleted: 'Je opname is verwijderd, zoals beloofd.',
    withdrawnTitle: 'Je hebt deze opname teruggetrokken',
    scoredTitle: 'Je coach heeft gekeken',
    toFeedback: 'Lees de feedback',
    done: 'Terug naar het begin',
    sentAt: (when: string) => `Verstuurd ${when}`,
    refused: 'Hij is nog niet binnen.',
  },
});
