import { words } from '#lib/kit/i18n/words.ts';

/** Texts of the dashboard of coaching. */
export const dashboardWords = words({
  en: {
    title: 'Coaching figures',
    period: 'Period',
    days: (days: number) => `Last ${days} days`,
    programme: 'Programme',
    team: 'Team',
    emptyTitle: 'No feedback in this period',
    emptyText:
      'Once feedback is sent, you see here whether it came in time, who did how much, and what became of it.',
    onTime: 'Feedback in time',
    inTime: (percent: string) => `${percent} in time`,
    took: (median: string, p90: string) =>
      `Half of it came within ${median}, nine of ten within ${p90}.`,
    tookNone: 'No feedback was sent in this period.',
    sentPlot: 'Feedback sent by week',
    tookPlot: 'How long it took by week',
    inTimeMark: 'in time',
    lateMark: 'later than promised',
    medianMark: 'half of it within',
    p90Mark: 'nine of ten within',
    weekSaid: (week: string, sent: number, late: number) =>
      late ? `${week}: ${sent}, ${late} of them late` : `${week}: ${sent}`,
    weekTook: (week: string, median: string, p90: string) => `${week}: ${median}, ${p90}`,
    load: 'Work',
    waiting: (count: string) => `${count} waiting now`,
    late: (count: string) => `${count} past the promise`,
    noneLate: 'none past the promise',
    done: (count: number) => (count === 1 ? '1 review sent' : `${count} reviews sent`),
    donePlotDay: 'Reviews sent by day',
    donePlotWeek: 'Reviews sent by week',
    bucketSaid: (day: string, count: number) => `${day}: ${count}`,
    loop: 'What became of it',
    loopHelp:
      'Within seven days after it was sent. Feedback of the last seven days does not count yet.',
    read: 'Read',
    retaken: 'Recorded again where that was asked',
    closed: 'Read, and recorded again where that was asked',
    loopHidden:
      'You see this from five people on, and not where it would speak of the few whom a choice leaves out.',
    perWeek: 'By week',
    week: 'Week from',
    sent: 'Sent',
    inTimeColumn: 'In time',
    median: 'Half (hours)',
    p90: 'Nine of ten (hours)',
    perCoach: 'By coach',
    coach: 'Coach',
    doneColumn: 'Reviews',
    open: 'Open',
    kept: 'Kept',
    perDay: 'By coach and day',
    perWeekAndCoach: 'By coach and week',
    day: 'Day',
    scoring: 'Scoring',
    minutes: (count: string) => `${count} minutes`,
    hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
    inDays: (count: string) => `${count} days`,
    percent: (share: number) => `${Math.round(share * 100)}%`,
    decimal: (value: number) => value.toFixed(1).replace(/\.0$/, ''),
    more: (count: number) => `${count}+`,
  },
  nl: {
    title: 'Cijfers over coachen',
    period: 'Periode',
    days: (days: number) => `Laatste ${days} dagen`,
    programme: 'Programma',
    team: 'Team',
    emptyTitle: 'Geen feedback in deze periode',
    emptyText:
      'Zodra er feedback is verstuurd, zie je hier of die op tijd kwam, wie wat deed en wat ermee gebeurde.',
    onTime: 'Feedback op tijd',
    inTime: (percent: string) => `${percent} op tijd`,
    took: (median: string, p90: string) =>
      `De helft kwam binnen ${median}, negen van de tien binnen ${p90}.`,
    tookNone: 'In deze periode is geen feedback verstuurd.',
    sentPlot: 'Verstuurde feedback per week',
    tookPlot: 'Hoe lang het duurde per week',
    inTimeMark: 'op tijd',
    lateMark: 'later dan beloofd',
    medianMark: 'de helft binnen',
    p90Mark: 'negen van de tien binnen',
    weekSaid: (week: string, sent: number, late: number) =>
      late ? `${week}: ${sent}, waarvan ${late} te laat` : `${week}: ${sent}`,
    weekTook: (week: string, median: string, p90: string) => `${week}: ${median}, ${p90}`,
    load: 'Werk',
    waiting: (count: string) => `${count} ${count === '1' ? 'wacht' : 'wachten'} nu`,
    late: (count: string) => `${count} over de beloofde tijd`,
    noneLate: 'niets over de beloofde tijd',
    done: (count: number) =>
      count === 1 ? '1 beoordeling verstuurd' : `${count} beoordelingen verstuurd`,
    donePlotDay: 'Verstuurde beoordelingen per dag',
    donePlotWeek: 'Verstuurde beoordelingen per week',
    bucketSaid: (day: string, count: number) => `${day}: ${count}`,
    loop: 'Wat ermee gebeurde',
    loopHelp:
      'Binnen zeven dagen nadat de feedback is verstuurd. Die van de laatste zeven dagen telt nog niet mee.',
    read: 'Gelezen',
    retaken: 'Opnieuw opgenomen waar de coach dat vroeg',
    closed: 'Gelezen, en opnieuw opgenomen waar dat gevraagd was',
    loopHidden:
      'Dit zie je vanaf vijf mensen, en niet als het iets zegt over de paar mensen die een keuze weglaat.',
    perWeek: 'Per week',
    week: 'Week vanaf',
    sent: 'Verstuurd',
    inTimeColumn: 'Op tijd',
    median: 'Helft (uur)',
    p90: 'Negen van tien (uur)',
    perCoach: 'Per coach',
    coach: 'Coach',
    doneColumn: 'Beoordelingen',
    open: 'Open',
    kept: 'Bewaard',
    perDay: 'Per coach en dag',
    perWeekAndCoach: 'Per coach en week',
    day: 'Dag',
    scoring: 'Scoren',
    minutes: (count: string) => `${count} minuten`,
    hours: (count: string) => `${count} uur`,
    inDays: (count: string) => `${count} dagen`,
    percent: (share: number) => `${Math.round(share * 100)}%`,
    decimal: (value: number) => value.toFixed(1).replace(/\.0$/, '').replace('.', ','),
    more: (count: number) => `${count}+`,
  },
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Says a duration as roughly as one speaks of it: minutes, hours up to two days, else days. */
export function sayDuration(ms: number, t: ReturnType<typeof dashboardWords>): string {
  if (ms < 1.5 * HOUR) return t.minutes(String(Math.round(ms / MINUTE)));
  if (ms <= 48 * HOUR) return t.hours(String(Math.round(ms / HOUR)));
  return t.inDays(t.decimal(ms / (24 * HOUR)));
}

/** Returns hours with one decimal, for tables. */
export const hoursOf = (ms: number | null): number | '' =>
  ms === null ? '' : Math.round((ms / HOUR) * 10) / 10;
