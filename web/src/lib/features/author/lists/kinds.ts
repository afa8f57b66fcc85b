import { readAggressionTypes, readTechniques } from '#lib/kit/api/authoring.ts';
import {
  addEntry,
  changeEntry,
  orderEntries,
  readEntry,
  type EntryTexts,
  type ListEntry,
  type ListName,
} from '#lib/kit/api/lists.ts';

/** One of an organisation's two lists, with what can be done to it. */
export type EditableList = {
  name: ListName;
  read: () => Promise<ListEntry[]>;
  readWhole: (id: string) => Promise<EntryTexts>;
  add: (code: string, texts: EntryTexts) => Promise<unknown>;
  change: (id: string, to: Partial<EntryTexts> & { is_hidden?: boolean }) => Promise<unknown>;
  order: (ids: string[]) => Promise<unknown>;
};

export const editableList = (org: string, name: ListName): EditableList => ({
  name,
  read: () => (name === 'techniques' ? readTechniques(org) : readAggressionTypes(org)),
  readWhole: (id) => readEntry(org, name, id),
  add: (code, texts) => addEntry(org, name, code, texts),
  change: (id, to) => changeEntry(org, name, id, to),
  order: (ids) => orderEntries(org, name, ids),
});
