import { deleteCaptions, putCaptions, readCaptions } from '#lib/kit/api/media.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Captions } from '#lib/kit/api/types.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';

export type Where = { organisation: string; video: string; language: Language };

/** Reads and writes one recording's captions, and knows which version this page has seen. */
export class ServerCaptions {
  /** Names the captions that this page has seen; null where there were none. */
  version: string | null = null;
  /** What was sent without an answer, null for a removal: the server may have saved it. */
  #unanswered: (string | null)[] = [];
  #where: Where;

  constructor(where: Where) {
    this.#where = where;
  }

  /** Reads the captions, without taking them for seen; null where there are none. */
  async read(): Promise<Captions | null> {
    const { organisation, video, language } = this.#where;
    try {
      return await readCaptions(organisation, video, language);
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 404) return null;
      throw problem;
    }
  }

  see(found: Captions | null): void {
    this.version = found?.version ?? null;
  }

  /**
   * Saves the text in place of the captions that were seen; null removes them. Throws
   * `captions_changed` where something else stands there by now; what this page sent itself, and
   * got no answer to, is nothing else.
   */
  async save(text: string | null): Promise<void> {
    try {
      this.see(await this.#send(text));
      this.#unanswered = [];
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      // The server composes characters before it stores them.
      if (fault.isPassing) this.#unanswered.push(text?.normalize('NFC') ?? null);
      if (fault.code !== 'captions_changed') throw fault;
      const now = fault.current as Captions | null;
      if (!this.#unanswered.includes(now?.text ?? null)) throw fault;
      this.#unanswered = [];
      this.see(now);
      await this.save(text);
    }
  }

  async #send(text: string | null): Promise<Captions | null> {
    const { organisation, video, language } = this.#where;
    if (text !== null) return putCaptions(organisation, video, language, text, this.version);
    await deleteCaptions(organisation, video, language, this.version);
    return null;
  }
}
