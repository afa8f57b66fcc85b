import { words } from '#lib/kit/i18n/words.ts';

/** Texts about another take that the coach asks for with the feedback. */
export const retakeWords = words({
  en: {
    ask: 'Ask for another take',
    asked: 'Sent with the feedback. One remark at a time.',
    asks: 'Another take was asked for, to try this',
  },
  nl: {
    ask: 'Vraag een nieuwe opname',
    asked: 'Dit gaat mee met de feedback. Eén opmerking tegelijk.',
    asks: 'Er is een nieuwe opname gevraagd, om dit te proberen',
  },
});
