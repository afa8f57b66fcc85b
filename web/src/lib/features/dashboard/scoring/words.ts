import { words } from '#lib/kit/i18n/words.ts';

const round = (value: number): string => value.toFixed(2);

/** Texts of how fair scoring is. */
export const fairnessWords = words({
  en: {
    title: 'Scoring',
    period: (since: string, until: string, reviews: number, people: number) =>
      `From ${since} to ${until}, in all programmes and teams: ${reviews} reviews of ${people} people.`,
    none: 'No feedback was sent in the last half-year, so there is nothing to compare yet.',
    agreement: 'How far coaches agree',
    agreementHelp:
      'On submissions that two coaches scored apart. 1 is always, 0 is no more than by chance.',
    good: 'Good: you can rely on the scores.',
    tentative: 'Fair: take the scores as an indication.',
    poor: 'Low: coaches see different things. Score a few recordings together and compare.',
    interval: (low: string, high: string) => `between ${low} and ${high} with 95% confidence`,
    twice: (count: number) =>
      count === 1 ? 'One submission was scored twice.' : `${count} submissions were scored twice.`,
    fewTwice: 'From 20 on, this says how far coaches agree.',
    calls: 'Kind and style: employees and coaches',
    callsHelp:
      'Each named kind and style before hearing the other. 1 is always the same, 0 is no more than by chance. No score depends on it.',
    called: (count: number) =>
      count === 1 ? 'Both named one submission.' : `Both named ${count} submissions.`,
    fewCalled: 'From 20 on, of five people or more, this says how far they agree.',
    too_few: 'Too few scored twice',
    all_equal: 'All scores are the same',
    no_spread: 'Recordings hardly differ',
    severity: 'Strict or mild',
    severityHelp:
      'How far a coach scores below (right) or above (left) the middle of their colleagues, on a scale of four levels. Everyone is compared with themselves, so it makes no difference who has the stronger people.',
    drift: 'Change over the half-year',
    driftHelp: 'Whether a coach became stricter (right) or milder (left) beside their colleagues.',
    milder: 'milder',
    stricter: 'stricter',
    plot: (title: string, list: string) => `${title}. ${list}`,
    entry: (name: string, value: string) => `${name}: ${value}`,
    nothingDrawn: 'No coach has enough reviews in common with colleagues yet.',
    legendFigure: 'Figure with its margin of uncertainty',
    legendFlag: 'Worth talking about',
    legendBand: 'As good as equal',
    flagged: 'worth talking about',
    flaggedNone: 'No coach stands out.',
    flaggedSome: (names: string) =>
      `Worth talking about: ${names}. Look at a few recordings together.`,
    coaches: 'Scoring by coach',
    name: 'Name',
    reviews: 'Reviews',
    severityColumn: 'Strictness',
    driftColumn: 'Change',
    agreementColumn: 'Agrees with others',
    few_reviews: 'Fewer than 30 reviews',
    few_coaches: 'Fewer than 3 coaches',
    not_comparable: 'Hardly anyone in common',
    figure: (value: number) => (value > 0 ? `+${round(value)}` : round(value)),
    share: round,
    range: (low: string, high: string) => `${low} to ${high}`,
  },
  nl: {
    title: 'Scoren',
    period: (since: string, until: string, reviews: number, people: number) =>
      `Van ${since} tot ${until}, in alle programma’s en teams: ${reviews} beoordelingen van ${people} mensen.`,
    none: 'In het afgelopen half jaar is geen feedback verstuurd. Er is nog niets te vergelijken.',
    agreement: 'In hoeverre coaches het eens zijn',
    agreementHelp:
      'Over inzendingen die twee coaches los van elkaar beoordeelden. 1 is altijd eens, 0 is niet meer dan toeval.',
    good: 'Goed: je kunt op de beoordelingen bouwen.',
    tentative: 'Redelijk: zie de beoordelingen als een aanwijzing.',
    poor: 'Laag: coaches zien verschillende dingen. Beoordeel samen een paar opnames en vergelijk.',
    interval: (low: string, high: string) => `met 95% zekerheid tussen ${low} en ${high}`,
    twice: (count: number) =>
      count === 1
        ? 'Eén inzending is twee keer beoordeeld.'
        : `${count} inzendingen zijn twee keer beoordeeld.`,
    fewTwice: 'Vanaf 20 zie je hier in hoeverre coaches het eens zijn.',
    calls: 'Soort en stijl: medewerkers en coaches',
    callsHelp:
      'Ieder benoemde soort en stijl zonder het antwoord van de ander. 1 is altijd hetzelfde, 0 is niet meer dan toeval. Het telt nergens mee.',
    called: (count: number) =>
      count === 1
        ? 'Eén inzending benoemden ze allebei.'
        : `${count} inzendingen benoemden ze allebei.`,
    fewCalled: 'Vanaf 20, van vijf mensen of meer, zie je hier in hoeverre ze het eens zijn.',
    too_few: 'Te weinig twee keer beoordeeld',
    all_equal: 'Alle beoordelingen zijn gelijk',
    no_spread: 'Opnames verschillen nauwelijks',
    severity: 'Streng of mild',
    severityHelp:
      'Hoe ver een coach onder (rechts) of boven (links) het midden van de collega’s beoordeelt, op een schaal van vier niveaus. Iedereen wordt met zichzelf vergeleken, dus het maakt niet uit wie de sterkere mensen heeft.',
    drift: 'Verandering in het half jaar',
    driftHelp: 'Of een coach strenger (rechts) of milder (links) werd naast de collega’s.',
    milder: 'milder',
    stricter: 'strenger',
    plot: (title: string, list: string) => `${title}. ${list}`,
    entry: (name: string, value: string) => `${name}: ${value}`,
    nothingDrawn: 'Nog geen coach beoordeelde vaak genoeg dezelfde mensen als collega’s.',
    legendFigure: 'Getal met de onzekerheid eromheen',
    legendFlag: 'Om samen te bespreken',
    legendBand: 'Zo goed als gelijk',
    flagged: 'om samen te bespreken',
    flaggedNone: 'Geen coach valt op.',
    flaggedSome: (names: string) =>
      `Om samen te bespreken: ${names}. Bekijk samen een paar opnames.`,
    coaches: 'Scoren per coach',
    name: 'Naam',
    reviews: 'Beoordelingen',
    severityColumn: 'Strengheid',
    driftColumn: 'Verandering',
    agreementColumn: 'Eens met anderen',
    few_reviews: 'Minder dan 30 beoordelingen',
    few_coaches: 'Minder dan 3 coaches',
    not_comparable: 'Nauwelijks dezelfde mensen als collega’s',
    figure: (value: number) => (value > 0 ? `+${round(value)}` : round(value)).replace('.', ','),
    share: (value: number) => round(value).replace('.', ','),
    range: (low: string, high: string) => `${low} tot ${high}`,
  },
});
