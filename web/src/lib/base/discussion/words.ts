import { words } from '#lib/kit/i18n/words.ts';

/** Texts about what employee and coach write below feedback. */
export const discussionWords = words({
  en: {
    title: 'About this feedback',
    coach: 'coach',
    question: 'Question',
    saidAt: (name: string, when: string) => `${name}, ${when}`,
    toCoach: 'Write to your coach',
    toCoachHint: 'Your coaches read it. What you send can’t be changed afterwards.',
    toEmployee: (name: string) => `Write to ${name}`,
    toEmployeeHint: 'Colleagues who coach read it too. What you send can’t be changed afterwards.',
    asks: 'I would like an answer',
    send: 'Send',
    empty: 'Write something first.',
    sent: 'Sent.',
    full: 'This is as much as fits here. Talk about the rest with each other.',
  },
  nl: {
    title: 'Over deze feedback',
    coach: 'coach',
    question: 'Vraag',
    saidAt: (name: string, when: string) => `${name}, ${when}`,
    toCoach: 'Schrijf je coach',
    toCoachHint: 'Je coaches lezen het. Wat je verstuurt, kun je niet meer veranderen.',
    toEmployee: (name: string) => `Schrijf aan ${name}`,
    toEmployeeHint:
      'Collega’s die coachen lezen het ook. Wat je verstuurt, kun je niet meer veranderen.',
    asks: 'Ik wil graag antwoord',
    send: 'Verstuur',
    empty: 'Schrijf eerst iets.',
    sent: 'Verstuurd.',
    full: 'Meer past hier niet. Bespreek de rest met elkaar.',
  },
});
