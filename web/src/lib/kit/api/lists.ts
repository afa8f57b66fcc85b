import type { AggressionType, Technique, Texts } from './authoring.ts';
import { api } from './client.ts';

/** The lists that an organisation changes: what one can learn to do, and kinds of aggression. */
export type ListName = 'techniques' | 'aggression-types';
type Style = AggressionType['style'];
/** An entry in the reader's language. Kinds of aggression have a style. */
export type ListEntry = Technique & { style?: Style };
/** The texts of an entry in all languages. */
export type EntryTexts = { name: Texts; description: Texts; style?: Style };

const ORDERS = {
  techniques: 'technique-order',
  'aggression-types': 'aggression-type-order',
} as const;

export const readEntry = (org: string, list: ListName, id: string) =>
  api.get<EntryTexts>(`/${org}/${list}/${id}`);

/** Adds an entry at the end. Refused with `code_taken`. */
export const addEntry = (org: string, list: ListName, code: string, texts: EntryTexts) =>
  api.post<unknown>(`/${org}/${list}`, { code, ...texts });

/** Changes an entry wherever it is used; what is left out stays. */
export const changeEntry = (
  org: string,
  list: ListName,
  id: string,
  to: Partial<EntryTexts> & { is_hidden?: boolean },
) => api.patch<unknown>(`/${org}/${list}/${id}`, to);

/** Puts a whole list in order. Refused with `list_changed` where it has other entries by now. */
export const orderEntries = (org: string, list: ListName, ids: string[]) =>
  api.put<unknown>(`/${org}/${ORDERS[list]}`, { ids });
