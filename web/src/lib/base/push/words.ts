import { words } from '#lib/kit/i18n/words.ts';

/** Texts about notifications on this device, and about Kalm on its home screen. */
export const pushWords = words({
  en: {
    title: 'Notifications on this device',
    hint: 'A notification only says that there is something new. What it is about, you read in Kalm.',
    on: 'This device shows notifications.',
    turnOn: 'Turn on here',
    turnOff: 'Turn off here',
    denied:
      'Notifications from Kalm are blocked here. You can allow them in the settings of your browser.',
    unable: 'This browser can’t show notifications. By mail and in Kalm itself they do come.',
    install:
      'On an iPhone or iPad notifications work once Kalm is on your home screen: tap Share, then Add to Home Screen, and open Kalm from there.',
    failed: 'That did not work here. Open Kalm again in a moment and try once more.',
    others: 'Your other devices',
    seen: (day: string) => `last used ${day}`,
    unnamed: 'A browser',
    remove: 'Remove',
    stopped: 'Gets no notifications any more. Open Kalm there and turn them on again.',
    offerTitle: 'Shall we tell you when there is feedback?',
    offerText: 'You then get a notification on this device. You can turn it off at any time.',
    offerYes: 'Yes, tell me',
    offerNo: 'No, thanks',
    installTitle: 'Kalm on your home screen',
    installText: 'Kalm then opens like an app, also without a network.',
    installNow: 'Put it there',
  },
  nl: {
    title: 'Meldingen op dit toestel',
    hint: 'Een melding zegt alleen dat er iets nieuws is. Waar het over gaat, lees je in Kalm.',
    on: 'Dit toestel laat meldingen zien.',
    turnOn: 'Zet hier aan',
    turnOff: 'Zet hier uit',
    denied:
      'Meldingen van Kalm zijn hier geblokkeerd. Je kunt ze toestaan in de instellingen van je browser.',
    unable: 'Deze browser kan geen meldingen tonen. Per mail en in Kalm zelf komen ze wel.',
    install:
      'Op een iPhone of iPad werken meldingen als Kalm op je beginscherm staat: tik op Deel, dan op Zet op beginscherm, en open Kalm daar.',
    failed: 'Dat lukte hier niet. Open Kalm zo nog eens en probeer het opnieuw.',
    others: 'Je andere toestellen',
    seen: (day: string) => `laatst gebruikt ${day}`,
    unnamed: 'Een browser',
    remove: 'Verwijder',
    stopped: 'Krijgt geen meldingen meer. Open Kalm daar en zet ze weer aan.',
    offerTitle: 'Wil je een melding als er feedback is?',
    offerText: 'Die komt dan op dit toestel. Je kunt het altijd weer uitzetten.',
    offerYes: 'Ja, graag',
    offerNo: 'Nee, dank je',
    installTitle: 'Kalm op je beginscherm',
    installText: 'Kalm opent dan als een app, ook zonder verbinding.',
    installNow: 'Zet het daar',
  },
});
