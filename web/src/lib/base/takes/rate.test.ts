import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_BYTES, LEAST_BYTES, MOST_BYTES, afterFailure, afterPiece } from './rate.ts';

/** Sends pieces over a line of so many bytes a second, and returns the size it settles on. */
function settle(bytesPerSecond: number, overhead_ms = 150, pieces = 12): number {
  let size = FIRST_BYTES;
  for (let sent = 0; sent < pieces; sent += 1) {
    size = afterPiece(size, size, overhead_ms + (1000 * size) / bytesPerSecond);
  }
  return size;
}

test('on a fast line pieces grow to the most, within four steps', () => {
  assert.equal(settle(100_000_000, 5, 4), MOST_BYTES);
});

test('on the slowest line pieces shrink to the least', () => {
  assert.equal(settle(2_000), LEAST_BYTES);
});

test('in between a piece takes two to four seconds', () => {
  for (const speed of [50_000, 150_000, 400_000, 1_500_000]) {
    const seconds = settle(speed) / speed + 0.15;
    assert.ok(seconds >= 1.9 && seconds <= 4.1, `${speed} B/s: ${seconds} s`);
  }
});

test('a piece that took three seconds is followed by one like it', () => {
  assert.equal(afterPiece(FIRST_BYTES, FIRST_BYTES, 3000), FIRST_BYTES);
});

test('one quick answer does not send eight megabytes after it', () => {
  assert.equal(afterPiece(FIRST_BYTES, FIRST_BYTES, 1), 4 * FIRST_BYTES);
});

test('the short end of a file says nothing about speed', () => {
  assert.equal(afterPiece(1024 * 1024, 900, 40), 1024 * 1024);
});

test('each failure halves it, down to the least', () => {
  let size = MOST_BYTES;
  for (let times = 1; times <= 7; times += 1) {
    size = afterFailure(size);
    assert.equal(size, MOST_BYTES / 2 ** times);
  }
  assert.equal(afterFailure(size), LEAST_BYTES);
});

test('sizes are whole multiples of the least', () => {
  assert.equal(afterPiece(FIRST_BYTES, FIRST_BYTES, 4321) % LEAST_BYTES, 0);
});
