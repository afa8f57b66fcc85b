import { words } from '#lib/kit/i18n/words.ts';

/** Texts of the paths through an exercise. */
export const pathWords = words({
  en: {
    help: 'The ways through this exercise. A choice may lead to a scene of its own; set that at the answer.',
    empty: 'There are no scenes yet.',
    theEnd: 'the end',
    nowhere: 'a scene that does not exist',
    then: (where: string) => `then ${where}`,
    choice: (text: string, where: string) => `“${text}”: ${where}`,
    answer: (at: number) => `answer ${at}`,
    diagram: 'The paths as a drawing; the list below says the same.',
    end: 'End',
  },
  nl: {
    help: 'Zo kan deze oefening verlopen. Een keuze kan naar een eigen scène leiden; dat stel je in bij het antwoord.',
    empty: 'Er zijn nog geen scènes.',
    theEnd: 'het einde',
    nowhere: 'een scène die niet bestaat',
    then: (where: string) => `daarna ${where}`,
    choice: (text: string, where: string) => `‘${text}’: ${where}`,
    answer: (at: number) => `antwoord ${at}`,
    diagram: 'De paden als tekening; de lijst hieronder zegt hetzelfde.',
    end: 'Einde',
  },
});
