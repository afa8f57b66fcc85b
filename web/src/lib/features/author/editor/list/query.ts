export const FILTERS = [
  'technique',
  'sector',
  'channel',
  'intensity',
  'state',
  'language',
] as const;

export type Filter = (typeof FILTERS)[number];
export type Query = { search: string } & Record<Filter, string>;

export const ALL: Query = {
  search: '',
  technique: '',
  sector: '',
  channel: '',
  intensity: '',
  state: '',
  language: '',
};

/** Returns the path of the list below /api/v1; what is empty lets all through. */
export function pathOf(org: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value.trim());
  const search = new URLSearchParams(given.map(([name, value]) => [name, value.trim()]));
  return `/${org}/scenarios${given.length ? `?${search}` : ''}`;
}

export const isFiltered = (query: Query): boolean =>
  Object.values(query).some((value) => value.trim() !== '');
