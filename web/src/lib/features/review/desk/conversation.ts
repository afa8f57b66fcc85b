import { partAfter, type Part } from '#lib/base/player/parts.ts';
import type { Player } from '#lib/features/review/player/player.svelte.ts';

type Shown = {
  parts: () => readonly Part[];
  /** The part that is on screen. */
  part: () => Part | undefined;
  choose: (part: Part) => void;
};

/** Moves through the parts of a conversation: the customer, and the replies. */
export class Conversation {
  #player: Player;
  #shown: Shown;

  constructor(player: Player, shown: Shown) {
    this.#player = player;
    this.#shown = shown;
  }

  /** Shows a part from a moment on. */
  see(id: string | undefined, at_ms: number, plays: boolean): void {
    const found = this.#shown.parts().find((one) => one.id === id);
    if (found && found.id !== this.#shown.part()?.id) {
      this.#player.begin(at_ms, plays);
      this.#shown.choose(found);
    } else {
      this.#player.seek(at_ms);
      if (plays) this.#player.play();
    }
  }

  /** Goes on with the part after this one, as the conversation went. */
  ended = (): void => {
    const next = partAfter(this.#shown.parts(), this.#shown.part());
    if (next) this.see(next.id, 0, true);
  };

  neighbour(by: 1 | -1): void {
    const parts = this.#shown.parts();
    const found = parts[parts.findIndex(({ id }) => id === this.#shown.part()?.id) + by];
    if (found) this.see(found.id, 0, this.#player.playing);
  }
}
