import { words } from '#lib/kit/i18n/words.ts';

/** Texts about whether one passed, where the programme has a pass mark. */
export const outcomeWords = words({
  en: {
    passed: 'Passed',
    passedText: 'Well done. You can practise it again whenever you like; this stays.',
    not_yet: 'Not yet',
    notYetText: 'Practise it again: it counts again. Above stands what already went well.',
    undecided: 'Another coach looks too',
    undecidedText:
      'Your levels come close to the pass mark, so no coach decides that alone. Your feedback is complete, and you can use it already. You get a message once your result is there.',
    lapsed: 'No result this time',
    lapsedText:
      'The recording was deleted when its days were over, before another coach could look. That is not your doing. Practise it again: it counts again.',
    mark: (percent: number) => `In this programme you pass from ${percent}% of the points on.`,
  },
  nl: {
    passed: 'Geslaagd',
    passedText: 'Mooi gedaan. Je kunt vaker oefenen wanneer je wilt; dit blijft staan.',
    not_yet: 'Nog niet',
    notYetText: 'Oefen het nog eens: het telt weer mee. Hierboven staat wat al goed ging.',
    undecided: 'Er kijkt nog een coach',
    undecidedText:
      'Je niveaus liggen dicht bij de grens om te slagen, en dan beslist geen coach alleen. Je feedback is compleet: je kunt ermee verder. Je krijgt bericht zodra je uitslag er is.',
    lapsed: 'Dit keer geen uitslag',
    lapsedText:
      'De opname is verwijderd toen de dagen om waren, voordat er nog een coach kon kijken. Dat ligt niet aan jou. Oefen het nog eens: het telt weer mee.',
    mark: (percent: number) => `In dit programma slaag je vanaf ${percent}% van de punten.`,
  },
});
