import { words } from '#lib/kit/i18n/words.ts';

export const tableWords = words({
  en: {
    search: 'Search',
    sortBy: (label: string) => `Sort by ${label}`,
    shown: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`),
    none: 'Nothing matches. Try other words or choose less.',
    export: 'Download as CSV',
    all: 'All',
  },
  nl: {
    search: 'Zoek',
    sortBy: (label: string) => `Sorteer op ${label}`,
    shown: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} van ${all}`),
    none: 'Niets past. Probeer andere woorden of kies minder.',
    export: 'Download als CSV',
    all: 'Alle',
  },
});
