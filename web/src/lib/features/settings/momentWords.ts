import { words } from '#lib/kit/i18n/words.ts';

/** Texts of when messages about exercises come: a member's choice, and the organisation's. */
export const momentWords = words({
  en: {
    title: 'Good moments',
    hint: 'Kalm can look at which hours you practise, and send messages about exercises then. It stays within the hours of your programme and out of your quiet hours. Only you see it.',
    on: 'Send messages when I usually practise',
    allowed: 'Members may choose to get messages when they usually practise',
    allowedHint:
      'Whoever chooses it at Settings gets messages about exercises at hours that suit them. Nobody else sees those hours.',
    onlyAdmins: 'An admin can change this.',
    saved: 'Saved',
  },
  nl: {
    title: 'Goede momenten',
    hint: 'Kalm kan kijken op welke uren je oefent, en berichten over oefeningen dan sturen. Het blijft binnen de uren van je programma en buiten je stille uren. Alleen jij ziet het.',
    on: 'Stuur berichten wanneer ik meestal oefen',
    allowed: 'Mensen mogen kiezen voor berichten wanneer ze meestal oefenen',
    allowedHint:
      'Wie dat kiest bij Instellingen, krijgt berichten over oefeningen op uren die passen. Niemand anders ziet die uren.',
    onlyAdmins: 'Een beheerder kan dit wijzigen.',
    saved: 'Bewaard',
  },
});
