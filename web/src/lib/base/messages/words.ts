import { words } from '#lib/kit/i18n/words.ts';

export const messagesWords = words({
  en: {
    title: 'Messages',
    emptyTitle: 'No messages yet',
    emptyText: 'You will see here when an exercise is ready or your coach has answered.',
    unread: 'New',
  },
  nl: {
    title: 'Berichten',
    emptyTitle: 'Nog geen berichten',
    emptyText: 'Als er een oefening klaarstaat of je coach heeft geantwoord, lees je dat hier.',
    unread: 'Nieuw',
  },
});
