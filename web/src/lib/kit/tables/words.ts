import { words } from '#lib/kit/i18n/words.ts';

export const tableWords = words({
  en: {
    search: 'Search',
    sortBy: (label: string) => `Sort by ${label}`,
    shown: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`),
    none: 'Nothing found. Try other words or fewer filters.',
    export: 'Download as CSV',
    all: 'All',
  },
  nl: {
    search: 'Zoek',
    sortBy: (label: string) => `Sorteer op ${label}`,
    shown: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} van ${all}`),
    none: 'Niets gevonden. Probeer andere woorden of minder filters.',
    export: 'Download als CSV',
    all: 'Alle',
  },
});
