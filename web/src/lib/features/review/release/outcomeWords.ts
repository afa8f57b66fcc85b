import { words } from '#lib/kit/i18n/words.ts';

/** Texts for a coach about whether what they sent feedback on was passed. */
export const outcomeWords = words({
  en: {
    passed: 'Passed: the levels reach the programme’s pass mark.',
    not_yet: 'Not passed yet: it can be practised again.',
    undecided:
      'The levels are close to the programme’s pass mark. Another coach looks too before there is a result.',
    lapsed: 'The recording was deleted before another coach could look, so it has no result.',
  },
  nl: {
    passed: 'Geslaagd: de niveaus halen de grens van het programma.',
    not_yet: 'Nog niet geslaagd: het kan opnieuw worden geoefend.',
    undecided:
      'De niveaus liggen dicht bij de grens van het programma. Er kijkt nog een coach voordat er een uitslag is.',
    lapsed: 'De opname is verwijderd voordat er nog een coach kon kijken, dus er is geen uitslag.',
  },
});
