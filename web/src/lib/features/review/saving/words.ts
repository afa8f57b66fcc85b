import { words } from '#lib/kit/i18n/words.ts';

/** Texts about saving, and about whose review it is. */
export const leaseWords = words({
  en: {
    untouched: 'Saved automatically',
    saving: 'Saving…',
    savedAt: (time: string) => `Saved ${time}`,
    unsaved: (why: string) => `Not saved: ${why}`,
    offline: 'you are offline. We continue as soon as you are back online.',
    unreachable: 'Kalm does not answer. We keep trying.',
    stale: 'this review is no longer assigned to you.',
    refused: (why: string) => `this was refused. ${why}`,
    unkept: 'This device keeps no copy. Leave this page open until everything is saved.',

    noneTitle: 'This review is not assigned to you',
    noneText: 'You can look at it. Take it to score and comment.',
    noneUnsaved: 'There is still text of yours on this device; we save it then.',
    take: 'Take it',
    lostTitle: 'This review is no longer assigned to you',
    lostText:
      'That happens after 20 minutes without a connection. What you wrote is still here and on this device. Take it again and we save it.',
    takeAgain: 'Take it again',
    takenTitle: 'A colleague is working on this review now',
    takenText:
      'What you wrote was not saved there, but it is still here and on this device. Copy it, or try again when your colleague has given it back.',
    goneTitle: 'This feedback has already been sent',
    goneText: 'What you wrote was not part of it. Copy it if you still need it.',
    copy: 'Copy my text',
    copied: 'Copied',
    discard: 'Throw my text away',
    tryAgain: 'Try again',
    regained:
      'You were away for a while. The review is assigned to you again, and your text is saved.',
    renewed:
      'Something here was changed elsewhere in the meantime. This is how it stands now. Look at it, and send it then.',
    changed: 'it was changed elsewhere. Choose below what stays.',
    conflictTitle: (what: string) => `${what} was changed elsewhere too`,
    conflictText:
      'In another tab, on another device or by a colleague. Nothing is lost: choose what stays.',
    aComment: 'A comment',
    mine: 'Yours',
    theirs: 'There now',
    gone: 'Removed',
    keepMine: 'Keep mine',
    keepTheirs: 'Keep what is there',
    keepBoth: 'Keep both',
    understood: 'Close',
  },
  nl: {
    untouched: 'Wordt vanzelf bewaard',
    saving: 'Bezig met bewaren…',
    savedAt: (time: string) => `Bewaard ${time}`,
    unsaved: (why: string) => `Niet bewaard: ${why}`,
    offline: 'je bent offline. We gaan vanzelf verder.',
    unreachable: 'Kalm antwoordt niet. We blijven het proberen.',
    stale: 'deze beoordeling staat niet meer op jouw naam.',
    refused: (why: string) => `dit werd geweigerd. ${why}`,
    unkept: 'Dit toestel bewaart geen kopie. Laat deze pagina open tot alles bewaard is.',

    noneTitle: 'Deze beoordeling staat niet op jouw naam',
    noneText: 'Je kunt hem bekijken. Zet hem op je naam om te scoren en opmerkingen te maken.',
    noneUnsaved: 'Er staat nog tekst van jou op dit toestel; die wordt dan bewaard.',
    take: 'Zet op mijn naam',
    lostTitle: 'Deze beoordeling staat niet meer op jouw naam',
    lostText:
      'Dat gebeurt na 20 minuten zonder verbinding. Wat je schreef, staat nog hier en op dit toestel. Zet hem weer op je naam, dan bewaren we het.',
    takeAgain: 'Zet weer op mijn naam',
    takenTitle: 'Een collega is nu met deze beoordeling bezig',
    takenText:
      'Wat je schreef, is daar niet bewaard, maar het staat nog hier en op dit toestel. Kopieer het, of probeer het opnieuw als je collega hem heeft teruggegeven.',
    goneTitle: 'Deze feedback is al verstuurd',
    goneText: 'Wat jij schreef, hoort daar niet bij. Kopieer het als je het nog nodig hebt.',
    copy: 'Kopieer mijn tekst',
    copied: 'Gekopieerd',
    discard: 'Gooi mijn tekst weg',
    tryAgain: 'Probeer opnieuw',
    regained: 'Je was even weg. De beoordeling staat weer op jouw naam, en je tekst is bewaard.',
    renewed:
      'Hier is intussen ergens anders iets veranderd. Zo staat het er nu. Kijk het na en verstuur het dan.',
    changed: 'het is ergens anders veranderd. Kies hieronder wat blijft.',
    conflictTitle: (what: string) => `${what} is ook ergens anders veranderd`,
    conflictText:
      'In een ander tabblad, op een ander toestel of bij een collega. Er is niets weg: kies wat blijft.',
    aComment: 'Een opmerking',
    mine: 'Van jou',
    theirs: 'Staat er nu',
    gone: 'Weggehaald',
    keepMine: 'Houd die van mij',
    keepTheirs: 'Houd wat er staat',
    keepBoth: 'Houd beide',
    understood: 'Sluit',
  },
});
