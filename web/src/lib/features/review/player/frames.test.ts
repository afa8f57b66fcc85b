import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchFrames, type Frames } from './frames.ts';

test('a frame lasts as long as the shortest time between two that were shown', () => {
  let shown: VideoFrameRequestCallback | undefined;
  const video = {
    requestVideoFrameCallback: (call: VideoFrameRequestCallback) => ((shown = call), 7),
    cancelVideoFrameCallback: (id: number) => assert.equal(id, 7),
  } as Frames;
  const found: number[] = [];
  const stop = watchFrames(video, (ms) => found.push(Math.round(ms)));
  // One is skipped, then somebody goes back and far ahead.
  for (const mediaTime of [0, 0.08, 0.12, 0.16, 0.1, 3, 3.04])
    shown?.(0, { mediaTime } as VideoFrameCallbackMetadata);
  stop();
  assert.deepEqual([found[0], found.at(-1)], [80, 40]);
});
