import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepInStep, playBoth } from './inStep.ts';

/** Behaves as a video element does, as far as two in step need it. */
class Video extends EventTarget {
  paused = true;
  ended = false;
  #at = 0;

  get currentTime() {
    return this.#at;
  }

  set currentTime(at: number) {
    this.#at = at;
    this.dispatchEvent(new Event('seeking'));
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
    this.ended = true;
    this.pause();
    this.dispatchEvent(new Event('ended'));
  }
}

function pair() {
  const [one, other, told] = [new Video(), new Video(), [] as boolean[]];
  const stop = keepInStep(one, other, (isRunning) => told.push(isRunning));
  return { one, other, told, stop };
}

test('one that plays, pauses or moves takes the other along', () => {
  const { one, other, told } = pair();
  void other.play();
  assert.equal(one.paused, false);
  one.currentTime = 12;
  assert.equal(other.currentTime, 12);
  one.pause();
  assert.equal(other.paused, true);
  assert.equal(told.at(-1), false);
});

test('the one ahead goes back to the one that waits for its network', () => {
  const { one, other } = pair();
  playBoth(one, other);
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

test('nothing is taken along any more after they are let go', () => {
  const { one, other, stop } = pair();
  stop();
  void one.play();
  assert.equal(other.paused, true);
});
