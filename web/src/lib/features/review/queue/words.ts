import { words } from '#lib/kit/i18n/words.ts';

/** The server counts so far: this many means this many or more. */
const COUNTED = 100;
export const atMost = (count: number) => (count < COUNTED ? `${count}` : `${COUNTED}+`);

export const queueWords = words({
  en: {
    title: 'Review',
    queue: 'Queue',
    waiting: (count: number) =>
      `${atMost(count)} ${count === 1 ? 'recording waits' : 'recordings wait'} for feedback`,
    released: 'Sent feedback',
    phrases: 'Saved phrases',
    figures: 'Figures',
    next: 'Take the next one',
    mine: 'With you',
    other: 'A colleague is on it',
    onIt: (name: string) => `${name} is on it`,
    attempt: (number: number) => `attempt ${number}`,
    toQueue: 'Back to the queue',
    preparing: 'Video is being prepared',
    failed: 'Video cannot be played',
    deleted: 'Video was deleted',
    emptyTitle: 'Nothing is waiting',
    emptyText: 'Everyone has feedback. New recordings appear here automatically.',
    notYet:
      'Nothing can be taken right now: a video is still being prepared, or a colleague is on it.',
    notReady: 'This video is still being prepared. You can take it once it can be played.',
    leased: 'A colleague was just ahead of you. The queue is up to date again.',
    gone: 'This one has had its feedback already, or was withdrawn. The queue is up to date again.',
    assigned: 'This one is kept for a colleague for now. The queue is up to date again.',
    finished: 'This one is finished already. The queue is up to date again.',
    own: 'This is your own recording. A colleague will review it.',
    openCap: 'You have as many as you can have at once. Finish or give back one first.',
    dayCap: 'You have reviewed today what your organisation asks. Well done.',
    welcome: 'Take a recording from the queue',
    welcomeText:
      'What was promised soonest comes first. What you take is assigned to you until you send the feedback or give it back, so nobody works on the same one.',
  },
  nl: {
    title: 'Beoordelen',
    queue: 'Wachtrij',
    waiting: (count: number) =>
      `${atMost(count)} ${count === 1 ? 'opname wacht' : 'opnames wachten'} op feedback`,
    released: 'Verstuurde feedback',
    phrases: 'Vaste zinnen',
    figures: 'Cijfers',
    next: 'Neem de volgende',
    mine: 'Bij jou',
    other: 'Collega is bezig',
    onIt: (name: string) => `${name} is ermee bezig`,
    attempt: (number: number) => `poging ${number}`,
    toQueue: 'Terug naar de wachtrij',
    preparing: 'Video wordt klaargemaakt',
    failed: 'Video kan niet worden afgespeeld',
    deleted: 'Video is verwijderd',
    emptyTitle: 'Er wacht niets',
    emptyText: 'Iedereen heeft feedback. Nieuwe opnames verschijnen hier vanzelf.',
    notYet:
      'Je kunt er nu geen nemen: een video wordt nog klaargemaakt, of een collega is ermee bezig.',
    notReady:
      'Deze video wordt nog klaargemaakt. Je kunt hem nemen zodra hij kan worden afgespeeld.',
    leased: 'Een collega was je net voor. De wachtrij is weer bij.',
    gone: 'Deze heeft al feedback gekregen, of is teruggehaald. De wachtrij is weer bij.',
    assigned: 'Deze is voorlopig bewaard voor een collega. De wachtrij is weer bij.',
    finished: 'Deze is al afgerond. De wachtrij is weer bij.',
    own: 'Dit is je eigen opname. Een collega beoordeelt hem.',
    openCap:
      'Je hebt er zoveel als je tegelijk kunt hebben. Rond er eerst een af, of geef er een terug.',
    dayCap: 'Je hebt vandaag beoordeeld wat je organisatie vraagt. Goed gedaan.',
    welcome: 'Neem een opname uit de wachtrij',
    welcomeText:
      'Wat het eerst is beloofd, komt eerst. Wat je neemt, staat op jouw naam tot je de feedback verstuurt of hem teruggeeft. Zo werkt niemand aan dezelfde.',
  },
});
