import { words } from '#lib/kit/i18n/words.ts';

/** Texts of the end of an exercise that needs no coach. */
export const endWords = words({
  en: {
    endTitle: 'You have done it all',
    endText: 'You can keep it to yourself, or ask a coach to look at it.',
    endPrivate: 'Nobody else sees your recordings.',
    endAlone: 'Finish without a coach',
    endYes: 'Finish the exercise',
    endCoach: 'Send to my coach',
  },
  nl: {
    endTitle: 'Je hebt alles gedaan',
    endText: 'Je kunt het voor jezelf houden, of een coach vragen om te kijken.',
    endPrivate: 'Niemand anders ziet je opnames.',
    endAlone: 'Rond af zonder coach',
    endYes: 'Rond de oefening af',
    endCoach: 'Stuur naar mijn coach',
  },
});
