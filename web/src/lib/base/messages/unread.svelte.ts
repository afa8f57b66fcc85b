import { countUnread } from '#lib/kit/api/messages.ts';

const EVERY_MS = 120_000;

/** How many messages wait to be read, for the menu. It is no alarm: when it fails, it stays. */
class Unread {
  count = $state(0);
  #organisation = '';

  async look(organisation = this.#organisation): Promise<void> {
    if (organisation !== this.#organisation) this.count = 0;
    this.#organisation = organisation;
    if (!organisation || document.hidden) return;
    const count = await countUnread(organisation).catch(() => null);
    if (count !== null && organisation === this.#organisation) this.count = count;
  }

  /** Looks once the first screen stands, then now and then. Gives the way to stop. */
  watch(organisation: string): () => void {
    const look = () => void this.look(organisation);
    const first = setTimeout(look, 1500);
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }
}

export const unread = new Unread();
