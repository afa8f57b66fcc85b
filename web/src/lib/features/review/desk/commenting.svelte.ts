import type { Player } from '#lib/features/review/player/player.svelte.ts';
import { asPlace, NONE, withEnd, withStart } from '#lib/features/review/player/stretch.ts';
import { says } from '#lib/features/review/saving/marks.ts';
import type { ReviewWork } from '#lib/features/review/saving/work.svelte.ts';
import type { Comment } from '#lib/kit/api/types.ts';
import type { Conversation } from './conversation.ts';

type Shown = {
  /** The take on screen, or the one that the customer's words on screen lead to. */
  take: () => { id: string; duration_ms: number } | undefined;
  isReply: () => boolean;
  /** Where the keys play. */
  stage: () => HTMLElement | undefined;
};

/** A comment on a moment is heard from this long before it, as the employee will hear it. */
const LEAD_MS = 2000;

/** What a coach marks in the recording and says about it. */
export class Commenting {
  editing = $state<string | null>(null);
  current = $state<string | null>(null);
  marked = $state.raw(NONE);
  #work: ReviewWork;
  #player: Player;
  #conversation: Conversation;
  #shown: Shown;

  constructor(work: ReviewWork, player: Player, conversation: Conversation, shown: Shown) {
    this.#work = work;
    this.#player = player;
    this.#conversation = conversation;
    this.#shown = shown;
  }

  /** Plays a comment: its stretch, or from shortly before its moment. */
  go = ({ id, take, at_ms, until_ms }: Comment): void => {
    this.current = id;
    const isStretch = until_ms !== null;
    this.#conversation.see(take, isStretch ? at_ms : Math.max(0, at_ms - LEAD_MS), true);
    if (isStretch) this.#player.stayIn({ from: at_ms, until: until_ms, again: false });
  };

  /** The position of playback in a comment's take; null while something else is on screen. */
  now = ({ take }: Comment): number | null =>
    this.#shown.isReply() && this.#shown.take()?.id === take ? this.#player.at : null;

  /** Marks where a stretch starts or ends, while it plays on. */
  mark(what: 'start' | 'end' | 'clear'): void {
    if (what === 'clear') this.marked = NONE;
    else if (this.#shown.isReply())
      this.marked = (what === 'start' ? withStart : withEnd)(this.marked, this.#player.exactly);
  }

  /** Begins a comment on what is marked, or on this moment. */
  add = (): void => {
    const take = this.#shown.take();
    if (!this.#work.mayChange || !take) return;
    this.#player.pause();
    this.finish();
    const isReply = this.#shown.isReply();
    if (!isReply) this.#conversation.see(take.id, 0, false);
    const place = isReply ? asPlace(this.marked, this.#player.exactly) : asPlace(NONE, 0);
    this.marked = NONE;
    this.editing = this.current = this.#work.addComment(take, place);
  };

  /** Opens the current comment again. */
  edit(): void {
    const { comments } = this.#work.marks;
    if (this.#work.mayChange && this.current && comments[this.current]) {
      this.#player.pause();
      this.editing = this.current;
    }
  }

  /** Closes the editor; a comment without words goes. The focus returns to where keys play. */
  finish = (): void => {
    const closing = this.editing;
    this.editing = null;
    const comment = this.#work.marks.comments[closing ?? ''];
    if (closing && !(comment && says(comment))) this.#work.removeComment(closing);
    this.#shown.stage()?.focus({ preventScroll: true });
  };
}
