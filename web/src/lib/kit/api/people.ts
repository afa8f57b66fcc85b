import { readAll } from './pages.ts';
import type { components } from './schema.d.ts';

type Shapes = components['schemas'];

/** Someone as their organisation knows them; `id` is the membership's. */
export type Person = Shapes['Person'];
export type Team = Shapes['Team'];
export type Programme = Shapes['Programme'];
/** That somebody takes part, in counts: never a score, a title or a moment of practice. */
export type Enrolment = Shapes['Enrolment'];

export const readPeople = (org: string) => readAll<Person>(`/${org}/people`);

export const readProgrammes = (org: string) => readAll<Programme>(`/${org}/programmes`);

/** Everyone's for managers and admins, one's own for others. */
export const readEnrolments = (org: string) => readAll<Enrolment>(`/${org}/enrolments`);
