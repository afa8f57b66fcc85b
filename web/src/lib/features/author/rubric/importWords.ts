import { words } from '#lib/kit/i18n/words.ts';

const s = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const importWords = words({
  en: {
    title: 'Import a rubric',
    text: 'Choose a CSV file as a spreadsheet saves it, or a JSON file from Kalm. You first see what it would become.',
    columns:
      'A sheet has a row for each level. The first row names the columns: criterion_nl, technique (its code), weight, level, level_name_nl, level_description_nl and so on. Export shows an example.',
    choose: 'Choose a file',
    another: 'Choose another file',
    reading: 'Reading...',
    tooLarge: 'This file is larger than 1 MB. That is not a rubric.',
    becomes: (criteria: number, levels: number) =>
      `${s(criteria, 'criterion', 'criteria')} with ${s(levels, 'level', 'levels')} in all`,
    replaces: (criteria: number) =>
      `This replaces the ${s(criteria, 'criterion', 'criteria')} in your draft. Undo brings them back.`,
    put: 'Put it in the draft',
    faultsTitle: 'We can’t read this file yet',
    faultsText: 'Nothing has changed. Fix this in the sheet and choose the file again.',
    row: 'Row',
    column: 'Column',
    fault: 'What is wrong',
    whole: 'the whole row',
    file: 'the file',
    done: 'The file is in the draft.',
    gaps: (count: number) =>
      `${s(count, 'text is', 'texts are')} still missing; you can write them here.`,
    counts: (count: number) => `counts ${count} times`,
  },
  nl: {
    title: 'Een rubric importeren',
    text: 'Kies een CSV-bestand zoals Excel het bewaart, of een JSON-bestand van Kalm. Je ziet eerst wat het wordt.',
    columns:
      'In het blad staat elk niveau op een eigen rij. De eerste rij noemt de kolommen: criterium_nl, techniek (de code), gewicht, niveau, niveau_naam_nl, niveau_omschrijving_nl enzovoort. Met exporteren krijg je een voorbeeld.',
    choose: 'Kies een bestand',
    another: 'Kies een ander bestand',
    reading: 'Lezen...',
    tooLarge: 'Dit bestand is groter dan 1 MB. Dat is geen rubric.',
    becomes: (criteria: number, levels: number) =>
      `${s(criteria, 'criterium', 'criteria')} met samen ${s(levels, 'niveau', 'niveaus')}`,
    replaces: (criteria: number) =>
      `Dit komt in de plaats van ${s(criteria, 'criterium', 'criteria')} in je concept. Met Ongedaan maken komen die terug.`,
    put: 'Zet in het concept',
    faultsTitle: 'We kunnen dit bestand nog niet lezen',
    faultsText: 'Er is niets veranderd. Verbeter dit in het blad en kies het bestand opnieuw.',
    row: 'Rij',
    column: 'Kolom',
    fault: 'Wat er mis is',
    whole: 'de hele rij',
    file: 'het bestand',
    done: 'Het bestand staat in het concept.',
    gaps: (count: number) =>
      `Er ${count === 1 ? 'ontbreekt' : 'ontbreken'} nog ${s(count, 'tekst', 'teksten')}; die schrijf je hier.`,
    counts: (count: number) => `telt ${count} keer`,
  },
});
