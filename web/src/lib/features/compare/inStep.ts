/** What is used of a video element. */
export type Playable = EventTarget &
  Pick<
    HTMLMediaElement,
    'currentTime' | 'duration' | 'paused' | 'ended' | 'seeking' | 'pause' | 'play'
  >;

/** Further apart than this, in s, one hears it. */
const APART = 0.3;

/**
 * Lets two videos play, pause and move together until the returned function is called. The one that
 * is ahead goes back to the other, since that one waits for its network. Once one has ended, the
 * other goes on alone, also where it moves on beyond that end.
 */
export function keepInStep(
  one: Playable,
  other: Playable,
  changed: (isRunning: boolean) => void,
): () => void {
  const listening = new AbortController();
  /** Those that move because of us: nobody follows them there. */
  const moved = new Set<Playable>();

  function tell() {
    changed([one, other].some(({ paused, ended }) => !paused && !ended));
  }

  function move(video: Playable, to: number) {
    moved.add(video);
    video.currentTime = to;
    if (!video.seeking) moved.delete(video); // it has not loaded, and tells of no move
  }

  function follow(leader: Playable, follower: Playable) {
    const on = (name: string, act: () => void) =>
      leader.addEventListener(name, act, { signal: listening.signal });
    on('play', () => {
      if (follower.paused && !follower.ended) void follower.play().catch(() => undefined);
      tell();
    });
    on('pause', () => {
      if (!leader.ended && !follower.paused) follower.pause();
      tell();
    });
    on('ended', tell);
    on('seeking', () => {
      if (moved.has(leader)) return;
      const to = Math.min(leader.currentTime, follower.duration || Infinity); // NaN until it loaded
      if (Math.abs(to - follower.currentTime) <= APART) return;
      move(follower, to);
      // It had ended, and is taken back.
      if (!leader.paused && follower.paused && !follower.ended)
        void follower.play().catch(() => undefined);
    });
    on('seeked', () => moved.delete(leader));
    on('timeupdate', () => {
      if (leader.paused || follower.paused || leader.ended || follower.ended) return;
      if (leader.currentTime - follower.currentTime > APART) move(leader, follower.currentTime);
    });
  }

  follow(one, other);
  follow(other, one);
  return () => listening.abort();
}

/** Plays both from their beginning. */
export function playBoth(...videos: Playable[]): void {
  for (const video of videos) {
    video.currentTime = 0;
    void video.play().catch(() => undefined);
  }
}
