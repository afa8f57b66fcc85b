import { words } from '#lib/kit/i18n/words.ts';

/** Texts about what became of feedback. */
export const loopWords = words({
  en: {
    which: 'Which feedback',
    unreadOnly: 'Not read yet',
    askedOnly: 'Another take asked for',
    doneOnly: 'Another take made',
    questionOnly: 'Question',
    question: 'A question waits for an answer',
    readAt: (when: string) => `Read ${when}`,
    unread: 'Not read yet',
    askedOpen: 'Another take asked for',
    doneAt: (when: string) => `Another take sent ${when}`,
    lately: (days: number, sent: number, read: number) =>
      `In the last ${days} days: ${sent} sent, ${read} read.`,
    again: (asked: number, done: number) =>
      `Another take was asked for ${asked} ${asked === 1 ? 'time' : 'times'}, and made ${done} ${done === 1 ? 'time' : 'times'}.`,
    newTake: 'To the new take',
  },
  nl: {
    which: 'Welke feedback',
    unreadOnly: 'Nog niet gelezen',
    askedOnly: 'Nieuwe opname gevraagd',
    doneOnly: 'Nieuwe opname gemaakt',
    questionOnly: 'Vraag',
    question: 'Er wacht een vraag op antwoord',
    readAt: (when: string) => `Gelezen ${when}`,
    unread: 'Nog niet gelezen',
    askedOpen: 'Nieuwe opname gevraagd',
    doneAt: (when: string) => `Nieuwe opname verstuurd ${when}`,
    lately: (days: number, sent: number, read: number) =>
      `In de laatste ${days} dagen: ${sent} verstuurd, ${read} gelezen.`,
    again: (asked: number, done: number) =>
      `Er is ${asked} keer een nieuwe opname gevraagd, en ${done} keer gemaakt.`,
    newTake: 'Naar de nieuwe opname',
  },
});
