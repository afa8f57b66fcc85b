import { words } from '#lib/kit/i18n/words.ts';

export const peersCardWords = words({
  en: {
    title: 'Asking a colleague',
    text: 'An employee may ask colleagues of their own team to look at a recording that they sent, and to say something about it. Only the two of them know of it, and it doesn’t count towards anything. You see neither who asks nor what is said.',
    on: 'Employees may ask each other.',
    off: 'This is switched off.',
    turnOn: 'Switch it on',
    turnOff: 'Switch it off',
    isOn: 'Switched on.',
    isOff: 'Switched off.',
    sure: 'Switch it off?',
    sureText:
      'Colleagues who may look now see nothing more at once. What was sent to somebody stays theirs to read.',
    leave: 'Leave it on',
  },
  nl: {
    title: 'Collega’s die meekijken',
    text: 'Een medewerker kan collega’s uit het eigen team vragen om naar een verstuurde opname te kijken en er iets over te zeggen. Alleen zij tweeën weten ervan, en het telt nergens voor mee. Jij ziet niet wie het vraagt en niet wat er wordt gezegd.',
    on: 'Medewerkers kunnen het elkaar vragen.',
    off: 'Dit staat uit.',
    turnOn: 'Zet het aan',
    turnOff: 'Zet het uit',
    isOn: 'Het staat aan.',
    isOff: 'Het staat uit.',
    sure: 'Uitzetten?',
    sureText:
      'Collega’s die nu mogen kijken, zien meteen niets meer. Wat iemand al kreeg, blijft te lezen.',
    leave: 'Laat het aan',
  },
});
