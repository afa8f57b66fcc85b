const KIB = 1024;

/** Returns a number of bytes as people read it: whole kB below a MB, else MB with one decimal. */
export function sizeOf(bytes: number, language: string): string {
  const isSmall = bytes < KIB * KIB;
  const value = isSmall ? Math.max(1, Math.round(bytes / KIB)) : bytes / KIB / KIB;
  const digits = { maximumFractionDigits: isSmall ? 0 : 1 };
  return `${new Intl.NumberFormat(language, digits).format(value)} ${isSmall ? 'kB' : 'MB'}`;
}
