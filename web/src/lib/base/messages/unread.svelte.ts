import { countUnread, markMessagesAboutRead } from '#lib/kit/api/messages.ts';

const EVERY_MS = 120_000;

/** Counts the unread messages for the menu. When reading the count fails, the last one stays. */
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

  /** Marks the messages about what was just opened as read. When that fails, they stay unread. */
  async opened(organisation: string, about: string): Promise<void> {
    const count = await markMessagesAboutRead(organisation, about).catch(() => null);
    if (count !== null && organisation === this.#organisation) this.count = count;
  }

  /**
   * Reads the count once the first screen has loaded, then now and then. Returns a function that
   * stops it.
   */
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
