import type { CoachingRules } from '#lib/kit/api/coaches.ts';

/** The rules as the card's fields hold them: a cap is empty where there is none. */
export type RulesForm = {
  leaders: boolean;
  promise: string;
  open: string;
  day: string;
  second: string;
  third: string;
  licence: boolean;
  kappa: string;
  months: string;
  releasing: NonNullable<CoachingRules['releasing']>;
  near: string;
};

const say = (cap: number | null) => (cap === null ? '' : String(cap));
const read = (cap: string) => (cap.trim() ? Number(cap) : null);

export const rulesFormOf = (rules: Omit<CoachingRules, 'version'>): RulesForm => ({
  leaders: rules.leaders_review,
  promise: String(rules.promise_hours),
  open: say(rules.most_open),
  day: say(rules.most_a_day),
  second: String(rules.second_percent),
  third: say(rules.adjudicate_from),
  licence: rules.licence_required,
  kappa: String(rules.licence_percent),
  months: String(rules.licence_months),
  releasing: rules.releasing ?? 'at_once',
  near: String(rules.near_points ?? 10),
});

export const rulesIn = (form: RulesForm): Omit<CoachingRules, 'version'> => ({
  leaders_review: form.leaders,
  promise_hours: Number(form.promise),
  most_open: read(form.open),
  most_a_day: read(form.day),
  second_percent: Number(form.second),
  adjudicate_from: read(form.third),
  licence_required: form.licence,
  licence_percent: Number(form.kappa),
  licence_months: Number(form.months),
  releasing: form.releasing,
  near_points: Number(form.near),
});

/** The parts that differ, in the order of the fields. */
export const changedRules = (before: RulesForm, after: RulesForm): (keyof RulesForm)[] =>
  (Object.keys(before) as (keyof RulesForm)[]).filter((part) => before[part] !== after[part]);

/** What the card shows once a colleague saved first: one's own changes over theirs. */
export function rulesWithTheirs(before: RulesForm, mine: RulesForm, theirs: RulesForm): RulesForm {
  const own = changedRules(before, mine).map((part) => [part, mine[part]]);
  return { ...theirs, ...(Object.fromEntries(own) as Partial<RulesForm>) };
}

/** What is chosen once a colleague saved first: what either added, without what either took out. */
export const choiceWithTheirs = (before: string[], mine: string[], theirs: string[]): string[] => [
  ...theirs.filter((one) => mine.includes(one) || !before.includes(one)),
  ...mine.filter((one) => !before.includes(one) && !theirs.includes(one)),
];
