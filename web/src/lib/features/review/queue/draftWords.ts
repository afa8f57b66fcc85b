import { words } from '#lib/kit/i18n/words.ts';

export const draftWords = words({
  en: {
    title: 'Your text is kept',
    hint: 'These recordings were no longer yours when you typed. Only you see this, for two weeks.',
    about: (name: string, exercise: string) => `${name}, ${exercise}`,
    level: 'A level without a note',
    putBack: 'Put back',
    putBackOf: (name: string) => `Put back the text about ${name}`,
    discard: 'Discard',
    discardOf: (name: string) => `Discard the text about ${name}`,
    other: 'Something else stands there by now. Your text stays here, so that you can copy it.',
    taken: 'A colleague is on this one. Your text stays here.',
    released: 'This feedback was sent already, so it can’t change any more.',
  },
  nl: {
    title: 'Je tekst is bewaard',
    hint: 'Deze opnames stonden niet meer op jouw naam toen je typte. Alleen jij ziet dit, twee weken lang.',
    about: (name: string, exercise: string) => `${name}, ${exercise}`,
    level: 'Een niveau zonder notitie',
    putBack: 'Terugzetten',
    putBackOf: (name: string) => `De tekst over ${name} terugzetten`,
    discard: 'Weggooien',
    discardOf: (name: string) => `De tekst over ${name} weggooien`,
    other:
      'Daar staat inmiddels iets anders. Je tekst blijft hier staan, zodat je hem kunt kopiëren.',
    taken: 'Een collega is hiermee bezig. Je tekst blijft hier staan.',
    released: 'Deze feedback is al verstuurd en kan niet meer veranderen.',
  },
});
