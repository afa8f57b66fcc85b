import { words } from '#lib/kit/i18n/words.ts';

/** Texts about whether one passed, where the programme has a pass mark. */
export const outcomeWords = words({
  en: {
    passed: 'Passed',
    passedText: 'Well done. You can practise again whenever you like: you keep your pass.',
    not_yet: 'Not passed yet',
    notYetText: 'You can practise it again, and that counts too. What already went well is above.',
    undecided: 'Another coach is looking too',
    undecidedText:
      'Your levels are close to the pass mark, and then no coach decides alone. Your feedback is complete: you can use it now. You get a message once your result is there.',
    lapsed: 'No result this time',
    lapsedText:
      'The recording was deleted when its days were over, before another coach could look. That is not your doing. You can practise it again, and that counts too.',
    mark: (percent: number) => `In this programme you pass with ${percent}% of the points or more.`,
  },
  nl: {
    passed: 'Geslaagd',
    passedText: 'Mooi gedaan. Je kunt het vaker oefenen wanneer je wilt: geslaagd blijf je.',
    not_yet: 'Nog niet geslaagd',
    notYetText:
      'Je kunt het nog eens oefenen, en dat telt ook mee. Hierboven staat wat al goed ging.',
    undecided: 'Er kijkt nog een coach',
    undecidedText:
      'Je niveaus liggen dicht bij de grens om te slagen, en dan beslist geen coach alleen. Je feedback is compleet: je kunt ermee verder. Je krijgt bericht zodra je uitslag er is.',
    lapsed: 'Dit keer geen uitslag',
    lapsedText:
      'De opname is verwijderd toen de dagen om waren, voordat er nog een coach kon kijken. Dat ligt niet aan jou. Je kunt het nog eens oefenen, en dat telt ook mee.',
    mark: (percent: number) => `In dit programma slaag je vanaf ${percent}% van de punten.`,
  },
});
