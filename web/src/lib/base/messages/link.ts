/** Returns a message's link as an address within this client, or null when it leads elsewhere. */
export function localLink(link: string, origin: string): string | null {
  try {
    const url = new URL(link, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}
