import { words } from '#lib/kit/i18n/words.ts';

/** Texts about what the work of teams asks. */
export const riskWords = words({
  en: {
    title: 'Risk of each team',
    intro:
      'What people of a team meet in their work. Where that is physical aggression, a physical training can be asked of each of them.',
    unknown: 'Not judged yet',
    low: 'Low',
    verbal: 'Verbal aggression',
    physical: 'Physical aggression',
    by: (day: string) => `Physical training before ${day}`,
    notAsked: 'No training asked',
    all: 'Everyone had the training.',
    lacking: (count: number, people: number) =>
      `${count} of ${people} ${people === 1 ? 'person has' : 'people have'} not had it yet:`,
    seat: (day: string) => `has a seat on ${day}`,
    noSeat: 'has no seat yet',
    change: 'Change',
    changeWhich: (team: string) => `Change the risk of ${team}`,
    dialog: (team: string) => `Risk of ${team}`,
    profile: 'What people meet',
    ask: 'Physical training before',
    askHint: 'Leave it empty where no training is asked.',
    save: 'Save',
    noTeams: 'You lead no team, so there is none to show.',
    ownTitle: 'Asked of your team',
    own: (team: string, day: string) =>
      `Your work at ${team} can be physical. Follow a physical training before ${day}.`,
    ownSeat: (day: string) => `You have a seat on ${day}.`,
    ownMet: 'You have had it. Nothing more is asked.',
  },
  nl: {
    title: 'Risico per team',
    intro:
      'Wat mensen van een team in hun werk tegenkomen. Is dat fysieke agressie, dan kun je van ieder van hen een fysieke training vragen.',
    unknown: 'Nog niet ingeschat',
    low: 'Laag',
    verbal: 'Verbale agressie',
    physical: 'Fysieke agressie',
    by: (day: string) => `Fysieke training vóór ${day}`,
    notAsked: 'Geen training gevraagd',
    all: 'Iedereen heeft de training gehad.',
    lacking: (count: number, people: number) =>
      `${count} van ${people} ${people === 1 ? 'persoon heeft' : 'mensen hebben'} hem nog niet gehad:`,
    seat: (day: string) => `heeft een plaats op ${day}`,
    noSeat: 'heeft nog geen plaats',
    change: 'Wijzig',
    changeWhich: (team: string) => `Wijzig het risico van ${team}`,
    dialog: (team: string) => `Risico van ${team}`,
    profile: 'Wat mensen tegenkomen',
    ask: 'Fysieke training vóór',
    askHint: 'Laat leeg als je geen training vraagt.',
    save: 'Bewaar',
    noTeams: 'Je geeft geen leiding aan een team, dus is er geen om te tonen.',
    ownTitle: 'Gevraagd van jouw team',
    own: (team: string, day: string) =>
      `Je werk bij ${team} kan fysiek worden. Volg een fysieke training vóór ${day}.`,
    ownSeat: (day: string) => `Je hebt een plaats op ${day}.`,
    ownMet: 'Je hebt hem gehad. Meer wordt er niet gevraagd.',
  },
});
