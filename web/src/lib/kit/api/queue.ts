import { api } from './client.ts';
import type { components } from './schema.d.ts';

/** What the coaches' queue is narrowed to; nothing of it shows all. */
export type QueueFilter = {
  exercise: string;
  team: string;
  language: string;
  late: boolean;
  search: string;
};

export const NO_FILTER: QueueFilter = {
  exercise: '',
  team: '',
  language: '',
  late: false,
  search: '',
};

/** Returns the query of a path, with `?`; empty where nothing is narrowed. */
export function queryOf(filter: QueueFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value));
  return query.size ? `?${query}` : '';
}

/** Reads the exercises and teams that the queue can be narrowed to. */
export const readQueueFilters = (org: string) =>
  api.get<components['schemas']['QueueFilters']>(`/${org}/queue/filters`);
