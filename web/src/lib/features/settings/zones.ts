/** "America/Argentina/Buenos_Aires" -> "Buenos Aires (America, Argentina)". */
export function sayZone(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/');
  const place = parts.pop() ?? zone;
  return parts.length ? `${place} (${parts.join(', ')})` : place;
}

/** Letters without accents, spaces and signs: what one types is compared by these. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** Those of `zones` that have each word of `wanted` in their name; the place's own name first. */
export function zonesFound(zones: readonly string[], wanted: string): string[] {
  const words = wanted.split(/\s+/).map(bare).filter(Boolean);
  if (!words.length) return [];
  const first = words[0] ?? '';
  const found = zones.filter((zone) => words.every((word) => bare(zone).includes(word)));
  const rank = (zone: string) => (bare(sayZone(zone)).startsWith(first) ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}
