import { words } from '#lib/kit/i18n/words.ts';

/** Texts of the page to which a mail leads that one does not want. */
export const mailWords = words({
  en: {
    title: 'Mail from Kalm',
    intro: 'Here you choose whether this mail comes. You need not sign in.',
    about: 'This is mail about:',
    comes: 'This mail comes to you.',
    stop: 'Stop this mail',
    stopped: 'This mail comes no more',
    stoppedText: 'You still find these messages in Kalm itself.',
    again: 'Let it come again',
    gone: 'This link does not work any more',
    goneText: 'Sign in and choose under Settings which messages you get.',
    signIn: 'To Kalm',
  },
  nl: {
    title: 'Mail van Kalm',
    intro: 'Hier kies je of deze mail komt. Je hoeft niet in te loggen.',
    about: 'Dit is mail als:',
    comes: 'Deze mail komt bij je aan.',
    stop: 'Stop deze mail',
    stopped: 'Deze mail komt niet meer',
    stoppedText: 'In Kalm zelf vind je deze berichten nog steeds.',
    again: 'Laat hem weer komen',
    gone: 'Deze link werkt niet meer',
    goneText: 'Log in en kies bij Instellingen welke berichten je krijgt.',
    signIn: 'Naar Kalm',
  },
});
