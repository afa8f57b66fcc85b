import { words } from '#lib/kit/i18n/words.ts';

export const gapWords = words({
  en: {
    criterionMissing: 'Add a criterion',
    criterion: (at: number) => `Criterion ${at}`,
    levelOf: (value: number, criterion: string) => `level ${value} of ${criterion}`,
    levelsCount: (criterion: string) => `${criterion} needs two to nine levels`,
    name: (of: string) => `The name of ${of}`,
    description: (of: string) => `The description of ${of}`,
    inLanguage: (what: string, language: string) => `${what}, in ${language}`,
  },
  nl: {
    criterionMissing: 'Voeg een criterium toe',
    criterion: (at: number) => `Criterium ${at}`,
    levelOf: (value: number, criterion: string) => `niveau ${value} van ${criterion}`,
    levelsCount: (criterion: string) => `${criterion} heeft twee tot negen niveaus nodig`,
    name: (of: string) => `De naam van ${of}`,
    description: (of: string) => `De omschrijving van ${of}`,
    inLanguage: (what: string, language: string) => `${what}, in het ${language}`,
  },
});
