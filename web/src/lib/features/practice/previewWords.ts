import { words } from '#lib/kit/i18n/words.ts';

/** Texts of an exercise that is tried out. */
export const previewWords = words({
  en: {
    previewTakes: 'You are trying out a draft. This recording stays on this page and is not sent.',
    previewEnd: 'This is where the exercise ends',
    previewEndText: 'An employee sends the replies to a coach here.',
    previewAgain: 'Begin again',
    previewFinish: 'To the end',
  },
  nl: {
    previewTakes:
      'Je probeert een concept uit. Deze opname blijft op deze pagina en gaat nergens heen.',
    previewEnd: 'Hier eindigt de oefening',
    previewEndText: 'Een medewerker stuurt de antwoorden hier naar een coach.',
    previewAgain: 'Begin opnieuw',
    previewFinish: 'Naar het einde',
  },
});
