import { words } from '#lib/i18n/words.ts';

export const playerWords = words({
  en: {
    receiving: 'Still on its way.',
    received: 'Arrived. We are getting it ready to play.',
    processing: 'We are getting it ready to play. That takes a moment.',
    failed: 'This recording cannot be played.',
    deleted: 'This recording was deleted, as promised.',
    broken: 'The video did not load.',
    again: 'Load again',
    captions: 'Captions',
    captionsIn: (name: string) => `Captions: ${name}`,
  },
  nl: {
    receiving: 'Nog onderweg.',
    received: 'Binnen. We maken hem klaar om af te spelen.',
    processing: 'We maken hem klaar om af te spelen. Dat duurt even.',
    failed: 'Deze opname kan niet worden afgespeeld.',
    deleted: 'Deze opname is verwijderd, zoals beloofd.',
    broken: 'De video laadt niet.',
    again: 'Laad opnieuw',
    captions: 'Ondertitels',
    captionsIn: (name: string) => `Ondertitels: ${name}`,
  },
});
