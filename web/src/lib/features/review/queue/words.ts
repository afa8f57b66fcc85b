import { words } from '#lib/kit/i18n/words.ts';

export const queueWords = words({
  en: {
    title: 'Review',
    queue: 'Queue',
    waiting: (count: number, more: boolean) =>
      `${count}${more ? ' or more' : ''} ${count === 1 && !more ? 'recording waits' : 'recordings wait'}`,
    next: 'Take the next one',
    mine: 'With you',
    other: 'A colleague is on it',
    take: (person: string, title: string) => `Take: ${person}, ${title}`,
    open: (person: string, title: string) => `Go on: ${person}, ${title}`,
    attempt: (number: number) => `take ${number}`,
    preparing: 'Video is being prepared',
    failed: 'Video cannot be played',
    deleted: 'Video was deleted',
    emptyTitle: 'Nothing is waiting',
    emptyText: 'Everyone has feedback. New recordings appear here by themselves.',
    notYet:
      'Nothing can be taken right now: a video is still being prepared, or a colleague is on it.',
    leased: 'A colleague was just ahead of you. The queue is up to date again.',
    gone: 'This one has had its feedback already. The queue is up to date again.',
    own: 'This is your own recording. A colleague reviews it.',
    more: 'The oldest 50 stand here; the others follow as these get feedback.',
    welcome: 'Take a recording from the queue',
    welcomeText:
      'The oldest comes first. What you take stands in your name until you send the feedback or give it back, so nobody works on the same one.',
  },
  nl: {
    title: 'Beoordelen',
    queue: 'Wachtrij',
    waiting: (count: number, more: boolean) =>
      `${count}${more ? ' of meer' : ''} ${count === 1 && !more ? 'opname wacht' : 'opnames wachten'}`,
    next: 'Neem de volgende',
    mine: 'Bij jou',
    other: 'Collega is bezig',
    take: (person: string, title: string) => `Neem: ${person}, ${title}`,
    open: (person: string, title: string) => `Ga verder: ${person}, ${title}`,
    attempt: (number: number) => `opname ${number}`,
    preparing: 'Video wordt klaargemaakt',
    failed: 'Video kan niet worden afgespeeld',
    deleted: 'Video is verwijderd',
    emptyTitle: 'Er wacht niets',
    emptyText: 'Iedereen heeft feedback. Nieuwe opnames verschijnen hier vanzelf.',
    notYet:
      'Er is nu niets te nemen: een video wordt nog klaargemaakt, of een collega is ermee bezig.',
    leased: 'Een collega was je net voor. De wachtrij is weer bij.',
    gone: 'Deze heeft al feedback gekregen. De wachtrij is weer bij.',
    own: 'Dit is je eigen opname. Een collega beoordeelt hem.',
    more: 'Hier staan de oudste 50; de rest volgt als deze feedback hebben.',
    welcome: 'Neem een opname uit de wachtrij',
    welcomeText:
      'De oudste komt eerst. Wat je neemt, staat op jouw naam tot je de feedback verstuurt of hem teruggeeft. Zo werkt niemand aan dezelfde.',
  },
});
