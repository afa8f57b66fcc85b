import type { Person } from '#lib/kit/api/people.ts';
import { matching } from '#lib/kit/tables/rows.ts';

/** A person to choose; `value` is the membership's id. */
export type PersonOption = { value: string; label: string };

/** Returns people as options that are labelled with their name and teams. */
export const optionsOf = (people: Pick<Person, 'id' | 'name' | 'teams'>[]): PersonOption[] =>
  people.map(({ id, name, teams }) => ({
    value: id,
    label: [name, ...teams.map((team) => team.name)].join(' · '),
  }));

/** Returns the options that a search finds, and those that are chosen already, in their order. */
export function shownOf(
  options: PersonOption[],
  search: string,
  chosen: readonly string[],
): PersonOption[] {
  const found = matching(options, [{ value: ({ label }) => label }], search);
  return options.filter((option) => found.includes(option) || chosen.includes(option.value));
}
