import { draftCaptions, readCaptionsDraft } from '#lib/kit/api/media.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Captions } from '#lib/kit/api/types.ts';
import type { ServerCaptions, Where } from './serverCaptions.ts';

const LOOK_EVERY_MS = 3000;
const LOOK_TIMES = 60;

/** The state of the draft that the server can make from the speech. */
export type Draft = 'unknown' | 'may' | 'asked' | 'late' | 'none' | 'there';

/** Has the server draft captions from the speech, and waits for them. */
export class Drafting {
  state = $state<Draft>('unknown');
  #where: Where;
  #server: ServerCaptions;
  #closed = false;

  constructor(where: Where, server: ServerCaptions) {
    this.#where = where;
    this.#server = server;
  }

  /** Reads whether a draft can be made, because it is offered only then. */
  async learn(): Promise<void> {
    const { organisation, video, language } = this.#where;
    // Nothing is offered that we do not know of; captions can be typed.
    const found = await readCaptionsDraft(organisation, video, language).catch(() => null);
    if (found?.is_possible && this.state !== 'asked') this.state = 'may';
  }

  /**
   * Requests a draft, and returns it once it is there; null where none can be made, where there are
   * captions already, and when it is not wanted any more.
   */
  async request(isWanted: () => boolean): Promise<Captions | null> {
    const { organisation, video, language } = this.#where;
    try {
      await draftCaptions(organisation, video, language);
    } catch (problem) {
      const code = problem instanceof Problem ? problem.code : '';
      if (code === 'captioner_not_configured') this.state = 'none';
      else if (code === 'captions_exist') this.state = 'there';
      else throw problem;
      return null;
    }
    this.state = 'asked';
    return this.#wait(isWanted);
  }

  async #wait(isWanted: () => boolean): Promise<Captions | null> {
    for (let times = 0; times < LOOK_TIMES && !this.#closed; times += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      if (this.#closed || !isWanted()) return null;
      const found = await this.#server.read();
      if (found === null) continue;
      if (!isWanted()) return null;
      this.state = 'may';
      return found;
    }
    this.state = 'late';
    return null;
  }

  close(): void {
    this.#closed = true;
  }
}
