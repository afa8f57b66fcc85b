import { readMe } from '#lib/kit/api/account.ts';

/**
 * Loads a page of this client from its address, so that nothing of this page is left.
 *
 * Throws a Problem and stays where the page would not come: the server does not answer, and no
 * service worker has the page.
 */
export async function load(address: string): Promise<void> {
  if (!navigator.serviceWorker?.controller) await readMe();
  location.assign(address);
}
