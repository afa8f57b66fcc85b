import { words } from '#lib/kit/i18n/words.ts';

/** Texts about results near a pass mark that wait for a coach whom there is not. */
export const withoutCoachWords = words({
  en: {
    title: (count: number) =>
      count === 1
        ? 'A result waits for one more coach'
        : `${count} results wait for one more coach`,
    text: 'They lie near the pass mark, so no coach decides alone, and no other coach may look. Let one more coach review these people, and it continues by itself.',
    line: (needs: string, language: string, day: string) => `${needs}, ${language}, since ${day}`,
    second: 'a second coach',
    third: 'a third coach, since two see it differently',
    nl: 'Dutch',
    en: 'English',
    coaches: 'Look at the coaches',
  },
  nl: {
    title: (count: number) =>
      count === 1
        ? 'Een uitslag wacht op nog een coach'
        : `${count} uitslagen wachten op nog een coach`,
    text: 'Ze liggen dicht bij de grens om te slagen, dus beslist geen coach alleen, en geen andere coach mag kijken. Laat nog een coach deze mensen beoordelen, dan gaat het vanzelf verder.',
    line: (needs: string, language: string, day: string) => `${needs}, ${language}, sinds ${day}`,
    second: 'een tweede coach',
    third: 'een derde coach, want twee zien het anders',
    nl: 'Nederlands',
    en: 'Engels',
    coaches: 'Bekijk de coaches',
  },
});
