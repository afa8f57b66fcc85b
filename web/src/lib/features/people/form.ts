import type { Person } from '#lib/kit/api/people.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Role } from '#lib/kit/api/types.ts';

export const ROLES: Role[] = ['employee', 'coach', 'author', 'manager', 'admin'];

/** What the dialog asks of a person. */
export type PersonForm = {
  email: string;
  name: string;
  roles: Role[];
  teams: string[];
  /** The teams that a manager leads. */
  leads: string[];
  is_active: boolean;
};

export function formOf(person: Person | null): PersonForm {
  return {
    email: person?.email ?? '',
    name: person?.name ?? '',
    roles: ROLES.filter((role) => (person ? person.roles.includes(role) : role === 'employee')),
    teams: person?.teams.map(({ id }) => id) ?? [],
    leads: person?.leads.map(({ id }) => id) ?? [],
    is_active: person?.is_active ?? true,
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The members that differ: what is not sent stays, also what a colleague changed meanwhile. */
export function changesIn(before: PersonForm, after: PersonForm): Partial<PersonForm> {
  const names = Object.keys(after) as (keyof PersonForm)[];
  return Object.fromEntries(
    names.filter((name) => !isSame(before[name], after[name])).map((name) => [name, after[name]]),
  );
}

/** What the server says of one field; list items count as their list. */
export function errorOf(problem: Problem | null, field: string): string | undefined {
  const part = problem?.parts.find(({ attr }) => attr === field || attr?.startsWith(`${field}.`));
  return part && (part.detail ?? part.code);
}

/** Whether the refusal speaks of none of the fields, so that it needs a place of its own. */
export function isAboutNoField(problem: Problem, fields: readonly string[]): boolean {
  return !fields.some((field) => errorOf(problem, field));
}

export const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 500);
