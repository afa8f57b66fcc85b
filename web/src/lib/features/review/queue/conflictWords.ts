import { words } from '#lib/kit/i18n/words.ts';

export const conflictWords = words({
  en: {
    offer: (name: string) => `I can’t judge ${name} freely`,
    title: (name: string) => `Not review ${name}?`,
    text: 'For a partner, a friend, or anyone whom you can’t judge freely. A colleague reviews this recording and all others of this person. What you saved stays for your colleague. An admin can undo it.',
    confirm: 'A colleague reviews',
  },
  nl: {
    offer: (name: string) => `Ik kan over ${name} niet vrij oordelen`,
    title: (name: string) => `${name} niet beoordelen?`,
    text: 'Voor een partner, een vriend, of iemand over wie je niet vrij kunt oordelen. Een collega beoordeelt deze opname en alle andere van deze persoon. Wat je hebt bewaard, blijft staan voor je collega. Een beheerder kan het terugdraaien.',
    confirm: 'Een collega beoordeelt',
  },
});
