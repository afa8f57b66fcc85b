import { words } from '#lib/kit/i18n/words.ts';

export const compareWords = words({
  en: {
    title: 'First and newest',
    intro: 'You practised these more than once. Watch how you began beside how you do it now.',
    alone: 'Only you see this.',
    first: 'The first time',
    last: 'The newest time',
    reply: (number: number) => `Reply ${number}`,
    between: (first: string, last: string) => `${first} and ${last}`,
    both: 'Play both in step',
    stop: 'Pause both',
    sound: 'Sound of',
    noneTitle: 'Nothing to compare yet',
    noneText:
      'Once you have practised this exercise twice, both recordings stand here side by side. Recordings that were deleted, as promised, are no longer here.',
  },
  nl: {
    title: 'Eerste en laatste',
    intro: 'Dit heb je vaker geoefend. Bekijk hoe je begon naast hoe je het nu doet.',
    alone: 'Alleen jij ziet dit.',
    first: 'De eerste keer',
    last: 'De laatste keer',
    reply: (number: number) => `Antwoord ${number}`,
    between: (first: string, last: string) => `${first} en ${last}`,
    both: 'Speel ze tegelijk af',
    stop: 'Pauzeer beide',
    sound: 'Geluid van',
    noneTitle: 'Nog niets om te vergelijken',
    noneText:
      'Als je deze oefening twee keer hebt gedaan, staan beide opnames hier naast elkaar. Opnames die zijn verwijderd, zoals beloofd, staan er niet meer bij.',
  },
});
