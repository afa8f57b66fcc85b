import { plain } from '#lib/kit/tables/rows.ts';

/**
 * Says a zone by its place: "America/Argentina/Buenos_Aires" -> "Buenos Aires (America,
 * Argentina)".
 */
export function sayZone(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/');
  const place = parts.pop() ?? zone;
  return parts.length ? `${place} (${parts.join(', ')})` : place;
}

/** Returns the text without accents, spaces and signs, for comparing what is typed. */
const bare = (text: string): string => plain(text).replaceAll(/[^a-z0-9]/g, '');

/**
 * Returns those of `zones` whose name has each word of `wanted`; a match in the place's own name
 * comes first.
 */
export function zonesFound(zones: readonly string[], wanted: string): string[] {
  const words = wanted.split(/\s+/).map(bare).filter(Boolean);
  if (!words.length) return [];
  const first = words[0] ?? '';
  const found = zones.filter((zone) => words.every((word) => bare(zone).includes(word)));
  const rank = (zone: string) => (bare(sayZone(zone)).startsWith(first) ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}
