import type { Enrolment, Person } from '#lib/kit/api/people.ts';

/**
 * The fewest people of whom team figures are shown, because fewer would say too much about one of
 * them.
 */
export const FEWEST = 5;

export type TeamFigures = {
  id: string;
  name: string;
  /** Null where too few take part; the count itself is withheld too. */
  figures: { people: number; average: number; submitted: number } | null;
};

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Returns the participation in one programme by team, of teams with anyone in it. */
export function teamFigures(people: Person[], enrolments: Enrolment[]): TeamFigures[] {
  const byMember = new Map(enrolments.map((one) => [one.membership, one]));
  const teams = new Map(
    people.flatMap(({ teams: mine }) => mine.map(({ id, name }) => [id, name])),
  );
  return [...teams]
    .map(([id, name]) => {
      const rows = people
        .filter(({ teams: mine }) => mine.some((team) => team.id === id))
        .flatMap((person) => byMember.get(person.id) ?? []);
      return { id, name, rows };
    })
    .filter(({ rows }) => rows.length)
    .map(({ id, name, rows }) => ({
      id,
      name,
      figures:
        rows.length < FEWEST
          ? null
          : {
              people: rows.length,
              average: sum(rows.map(({ steps_done }) => steps_done)) / rows.length,
              submitted: sum(rows.map(({ attempts_submitted }) => attempts_submitted)),
            },
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
