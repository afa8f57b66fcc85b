import { words } from '#lib/i18n/words.ts';

/** Texts about saving, and about whose review it is. */
export const holdWords = words({
  en: {
    untouched: 'Saves by itself',
    saving: 'Saving…',
    savedAt: (time: string) => `Saved ${time}`,
    unsaved: (why: string) => `Not saved: ${why}`,
    offline: 'you are offline. We go on by ourselves.',
    unreachable: 'Kalm does not answer. We keep trying.',
    stale: 'this review is not in your name any more.',
    refused: (why: string) => `this was refused. ${why}`,
    unkept: 'This device keeps no copy. Leave this page open until everything is saved.',

    noneTitle: 'This review is not in your name',
    noneText: 'You can read along. Take it to score and to comment.',
    take: 'Take it',
    lostTitle: 'This review is not in your name any more',
    lostText:
      'That happens after 20 minutes without a connection. What you wrote is still here and on this device. Take it again and we save it.',
    takeAgain: 'Take it again',
    takenTitle: 'A colleague is working on this review now',
    takenText:
      'What you wrote was not saved there, but it is still here and on this device. Copy it, or try again when your colleague has given it back.',
    goneTitle: 'A colleague has already sent this feedback',
    goneText: 'What you wrote was not part of it. Copy it if you still need it.',
    copy: 'Copy my text',
    copied: 'Copied',
    discard: 'Throw away my unsaved text',
    tryAgain: 'Try again',
    regained:
      'You were away for a while. The review is in your name again, and your text is saved.',
    droppedTitle: 'A colleague changed this in the meantime',
    droppedText: 'Theirs stands now. This was yours:',
    droppedScore: (name: string, level: string) => `${name}: ${level}`,
    droppedRemoval: 'A comment that you removed is still there.',
    understood: 'Close',
  },
  nl: {
    untouched: 'Bewaart vanzelf',
    saving: 'Bezig met bewaren…',
    savedAt: (time: string) => `Bewaard ${time}`,
    unsaved: (why: string) => `Niet bewaard: ${why}`,
    offline: 'je bent offline. We gaan vanzelf verder.',
    unreachable: 'Kalm antwoordt niet. We blijven het proberen.',
    stale: 'deze beoordeling staat niet meer op jouw naam.',
    refused: (why: string) => `dit werd geweigerd. ${why}`,
    unkept: 'Dit apparaat bewaart geen kopie. Laat deze pagina open tot alles bewaard is.',

    noneTitle: 'Deze beoordeling staat niet op jouw naam',
    noneText: 'Je kunt meelezen. Neem hem om te scoren en opmerkingen te maken.',
    take: 'Neem hem',
    lostTitle: 'Deze beoordeling staat niet meer op jouw naam',
    lostText:
      'Dat gebeurt na 20 minuten zonder verbinding. Wat je schreef, staat nog hier en op dit apparaat. Neem hem weer, dan bewaren we het.',
    takeAgain: 'Neem hem weer',
    takenTitle: 'Een collega is nu met deze beoordeling bezig',
    takenText:
      'Wat je schreef, is daar niet bewaard, maar het staat nog hier en op dit apparaat. Kopieer het, of probeer het opnieuw als je collega hem heeft teruggegeven.',
    goneTitle: 'Een collega heeft deze feedback al verstuurd',
    goneText: 'Wat jij schreef, hoort daar niet bij. Kopieer het als je het nog nodig hebt.',
    copy: 'Kopieer mijn tekst',
    copied: 'Gekopieerd',
    discard: 'Gooi mijn niet-bewaarde tekst weg',
    tryAgain: 'Probeer opnieuw',
    regained: 'Je was even weg. De beoordeling staat weer op jouw naam, en je tekst is bewaard.',
    droppedTitle: 'Een collega heeft dit intussen veranderd',
    droppedText: 'Dat van je collega staat er nu. Dit was van jou:',
    droppedScore: (name: string, level: string) => `${name}: ${level}`,
    droppedRemoval: 'Een opmerking die je weghaalde, staat er nog.',
    understood: 'Sluit',
  },
});
