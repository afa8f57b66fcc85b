import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepInStep, playBoth } from './inStep.ts';

/** Behaves as a video element does, as far as two in step need it. */
class Video extends EventTarget {
  paused = true;
  seeking = false;
  #at = 0;
  #landing: (() => void) | undefined;

  readonly duration: number;

  constructor(duration = 60) {
    super();
    this.duration = duration;
  }

  get ended() {
    return this.#at >= this.duration;
  }

  get currentTime() {
    return this.#at;
  }

  set currentTime(at: number) {
    this.#at = Math.min(at, this.duration);
    this.seeking = true;
    // Told later, as a browser does.
    const land = () => {
      if (this.#landing !== land) return;
      this.seeking = false;
      this.dispatchEvent(new Event('seeked'));
    };
    this.#landing = land;
    queueMicrotask(() => {
      this.dispatchEvent(new Event('seeking'));
      queueMicrotask(land);
    });
  }

  play() {
    if (this.paused) {
      this.paused = false;
      this.dispatchEvent(new Event('play'));
    }
    return Promise.resolve();
  }

  pause() {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }

  /** Plays on to a moment. */
  reach(at: number) {
    this.#at = at;
    this.dispatchEvent(new Event('timeupdate'));
  }

  end() {
    this.#at = this.duration;
    this.pause();
    this.dispatchEvent(new Event('ended'));
  }
}

/** Lets every move be told and land. */
const landed = () => new Promise((done) => setTimeout(done));

function pair(first?: number, second?: number) {
  const [one, other, told] = [new Video(first), new Video(second), [] as boolean[]];
  const stop = keepInStep(one, other, (isRunning) => told.push(isRunning));
  return { one, other, told, stop };
}

test('one that plays, pauses or moves takes the other along', async () => {
  const { one, other, told } = pair();
  void other.play();
  assert.equal(one.paused, false);
  one.currentTime = 12;
  await landed();
  assert.equal(other.currentTime, 12);
  other.currentTime = 0;
  await landed();
  assert.equal(one.currentTime, 0);
  one.pause();
  assert.equal(other.paused, true);
  assert.equal(told.at(-1), false);
});

test('the one ahead goes back to the one that waits for its network', async () => {
  const { one, other } = pair();
  playBoth(one, other);
  await landed();
  other.reach(0.2);
  one.reach(5);
  assert.equal(one.currentTime, 0.2);
  one.reach(0.4);
  assert.deepEqual([one.currentTime, other.currentTime], [0.4, 0.2]);
});

test('once the shorter one has ended the other goes on alone', () => {
  const { one, other, told } = pair();
  playBoth(one, other);
  one.end();
  assert.deepEqual([other.paused, told.at(-1)], [false, true]);
  other.reach(9);
  assert.equal(other.currentTime, 9);
  other.end();
  assert.equal(told.at(-1), false);
});

test('the longer one moves on beyond the end of the shorter, and takes it back', async () => {
  const { one, other } = pair(8, 20);
  playBoth(one, other);
  await landed();
  other.currentTime = 15;
  await landed();
  assert.deepEqual([one.currentTime, other.currentTime], [8, 15]);
  one.end();
  other.reach(16);
  other.currentTime = 18;
  await landed();
  assert.deepEqual([one.currentTime, other.currentTime], [8, 18]);
  other.currentTime = 5;
  await landed();
  assert.deepEqual([one.currentTime, one.paused], [5, false]);
});

test('nothing is taken along any more after they are let go', () => {
  const { one, other, stop } = pair();
  stop();
  void one.play();
  assert.equal(other.paused, true);
});
