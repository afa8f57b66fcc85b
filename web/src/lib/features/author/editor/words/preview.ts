import { words } from '#lib/kit/i18n/words.ts';

/** Texts around the preview of a draft. */
export const previewWords = words({
  en: {
    title: 'Preview as an employee',
    language: 'Language of the reader',
    fromStart: 'From the start',
    empty: 'Add a scene to see it here.',
    stays: 'Answers and recordings stay on this page. Nothing is sent or counted.',
  },
  nl: {
    title: 'Voorbeeld als medewerker',
    language: 'Taal van de lezer',
    fromStart: 'Vanaf het begin',
    empty: 'Voeg een scène toe om hem hier te zien.',
    stays: 'Keuzes en opnames blijven op deze pagina. Er wordt niets verstuurd of geteld.',
  },
});
