import { words } from '#lib/kit/i18n/words.ts';

const s = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** Texts of taking exercises along as a file. */
export const packageWords = words({
  en: {
    select: 'Choose for export',
    selectOne: (title: string) => `Choose ${title}`,
    chosen: (count: number) => s(count, 'exercise chosen', 'exercises chosen'),
    chooseSome: 'Tick the exercises that you want to take along.',
    exportText:
      'You get one file with texts, right answers, rubrics and clips. It says nothing about people.',
    export: 'Export',
    done: 'Done',
    import: 'Import',
    title: 'Import exercises',
    text: 'Choose a file that was exported from Kalm. You first see what will happen.',
    choose: 'Choose a file',
    another: 'Choose another file',
    sending: (size: string) => `Sending ${size}. Keep this page open.`,
    checking: 'We check the file and its clips. That may take a minute.',
    importing: 'Importing. You can close this; it continues by itself.',
    willHappen: 'What will happen',
    changed: 'Something changed here in the meantime. Nothing was imported yet; look again.',
    newExercises: (count: number) =>
      s(count, 'new exercise, as a draft', 'new exercises, as drafts'),
    hereExercises: (count: number) =>
      s(
        count,
        'exercise is here already and stays as it is',
        'exercises are here already and stay as they are',
      ),
    asCode: (code: string) => `as ${code}`,
    newTechniques: 'New techniques',
    newKinds: 'New kinds of aggression',
    newRubrics: 'New rubrics',
    existing: (count: number) =>
      s(
        count,
        'technique, kind or rubric is yours already',
        'techniques, kinds and rubrics are yours already',
      ),
    clips: (count: number, size: string) => `${s(count, 'clip', 'clips')}, ${size}`,
    lookAt: 'Look at this',
    nothing: 'There is nothing new in this file.',
    confirm: (count: number) => `Import ${s(count, 'exercise', 'exercises')}`,
    cancel: 'Cancel',
    refused: 'This file can’t be imported',
    refusedText: 'Nothing has changed.',
    place: (place: string) => `At ${place}`,
    imported: (count: number) =>
      `${s(count, 'exercise is', 'exercises are')} in your list as a draft`,
    untitled: 'Without a title',
    close: 'Close',
  },
  nl: {
    select: 'Kies om te exporteren',
    selectOne: (title: string) => `Kies ${title}`,
    chosen: (count: number) => s(count, 'oefening gekozen', 'oefeningen gekozen'),
    chooseSome: 'Vink de oefeningen aan die je wilt meenemen.',
    exportText:
      'Je krijgt één bestand met teksten, goede antwoorden, rubrics en filmpjes. Er staat niets in over mensen.',
    export: 'Exporteren',
    done: 'Klaar',
    import: 'Importeren',
    title: 'Oefeningen importeren',
    text: 'Kies een bestand dat uit Kalm is geëxporteerd. Je ziet eerst wat er gaat gebeuren.',
    choose: 'Kies een bestand',
    another: 'Kies een ander bestand',
    sending: (size: string) => `We versturen ${size}. Houd deze pagina open.`,
    checking: 'We kijken het bestand en de filmpjes na. Dat kan een minuut duren.',
    importing: 'We importeren. Je mag dit sluiten, we gaan intussen verder.',
    willHappen: 'Wat er gaat gebeuren',
    changed: 'Er is hier intussen iets veranderd. Er is nog niets geïmporteerd; kijk nog eens.',
    newExercises: (count: number) =>
      s(count, 'nieuwe oefening, als concept', 'nieuwe oefeningen, als concept'),
    hereExercises: (count: number) =>
      s(
        count,
        'oefening is er al en blijft zoals die is',
        'oefeningen zijn er al en blijven zoals ze zijn',
      ),
    asCode: (code: string) => `als ${code}`,
    newTechniques: 'Nieuwe technieken',
    newKinds: 'Nieuwe soorten agressie',
    newRubrics: 'Nieuwe rubrics',
    existing: (count: number) =>
      s(count, 'techniek, soort of rubric heb je al', 'technieken, soorten en rubrics heb je al'),
    clips: (count: number, size: string) => `${s(count, 'filmpje', 'filmpjes')}, ${size}`,
    lookAt: 'Let hierop',
    nothing: 'Er staat niets nieuws in dit bestand.',
    confirm: (count: number) => `Importeer ${s(count, 'oefening', 'oefeningen')}`,
    cancel: 'Annuleren',
    refused: 'Dit bestand kun je niet importeren',
    refusedText: 'Er is niets veranderd.',
    place: (place: string) => `Bij ${place}`,
    imported: (count: number) =>
      `${s(count, 'oefening staat', 'oefeningen staan')} als concept in je lijst`,
    untitled: 'Zonder titel',
    close: 'Sluiten',
  },
});
