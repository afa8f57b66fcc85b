import { neighbourOf } from '#lib/features/review/player/jumps.ts';
import { RATES, type Player } from '#lib/features/review/player/player.svelte.ts';
import { NONE, withEnd } from '#lib/features/review/player/stretch.ts';
import type { Comment } from '#lib/kit/api/types.ts';
import type { Commenting } from './commenting.svelte.ts';

type Shown = {
  /** In the order of the conversation. */
  comments: () => readonly Comment[];
  part: () => { id: string } | undefined;
};

/** How much is repeated on either side of a comment that is on a moment. */
const AROUND_MS = 2000;

/** What keys do to the playing of a recording, besides playing and stopping it. */
export class Transport {
  #player: Player;
  #commenting: Commenting;
  #shown: Shown;

  constructor(player: Player, commenting: Commenting, shown: Shown) {
    this.#player = player;
    this.#commenting = commenting;
    this.#shown = shown;
  }

  /** Plays at the next slower or faster speed. */
  rate(by: 1 | -1): void {
    const next = RATES[RATES.indexOf(this.#player.rate) + by];
    if (next) this.#player.changeRate(next);
  }

  /** Repeats what is marked, else the current comment, else what was heard just now; or plays on. */
  loop = (): void => {
    if (this.#player.bounds?.again) this.#player.bounds = null;
    else this.#player.repeat(this.#part());
  };

  /** Plays the comment before or after the current one. */
  jump(by: 1 | -1): void {
    const place = { take: this.#shown.part()?.id, at: this.#player.exactly };
    const found = neighbourOf(this.#shown.comments(), this.#commenting.current, place, by);
    if (found) this.#commenting.go(found);
  }

  #part(): { from: number; until: number } {
    const { from, until } = this.#commenting.marked;
    if (from !== null && until !== null) return { from, until };
    const take = this.#shown.part()?.id;
    const comment = this.#shown
      .comments()
      .find((one) => one.id === this.#commenting.current && one.take === take);
    if (comment?.until_ms) return { from: comment.at_ms, until: comment.until_ms };
    if (comment) {
      const from = Math.max(0, comment.at_ms - AROUND_MS);
      return { from, until: comment.at_ms + AROUND_MS };
    }
    const heard = withEnd({ ...NONE, from }, Math.max(1, this.#player.exactly));
    return { from: heard.from ?? 0, until: heard.until ?? 0 };
  }
}
