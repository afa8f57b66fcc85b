/** What a video element offers of itself here; a test brings its own. */
export type Frames = Pick<
  HTMLVideoElement,
  'requestVideoFrameCallback' | 'cancelVideoFrameCallback'
>;

/** What a frame lasts where nothing is known of the recording, in ms. */
export const USUAL_MS = 1000 / 30;

/**
 * Measures how long a frame of a video lasts, from the frames that are shown while it plays; phones
 * record anything between 15 and 60 a second. The shortest counts: a slow device skips frames.
 */
export function watchFrames(video: Frames, found: (ms: number) => void): () => void {
  let [last, shortest]: [number | null, number] = [null, Infinity];
  let waiting = video.requestVideoFrameCallback(function look(_now, { mediaTime }) {
    const ms = last === null ? 0 : (mediaTime - last) * 1000;
    last = mediaTime;
    if (ms > 1 && ms < Math.min(shortest, 200)) found((shortest = ms));
    waiting = video.requestVideoFrameCallback(look);
  });
  return () => video.cancelVideoFrameCallback(waiting);
}
