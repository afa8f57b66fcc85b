import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Quality, lightOf } from './quality.ts';

const picture = (luma: number, spots = 0) =>
  new Uint8ClampedArray(
    Array.from({ length: 100 }, (_, at) => (at < spots ? 200 : luma)).flatMap((v) => [
      v,
      v,
      v,
      255,
    ]),
  );

function watched(levels: number[], pictures: Uint8ClampedArray[]): Quality {
  const quality = new Quality();
  for (const level of levels) quality.hear(level);
  for (const light of pictures.map(lightOf)) if (light) quality.see(light);
  return quality;
}

const speech = Array.from({ length: 100 }, (_, at) => (at % 3 ? 0.5 : 0.02));
const nothing = Array.from({ length: 100 }, () => 0.01);
const lit = [picture(90), picture(95), picture(90)];
const dark = [picture(2), picture(3), picture(2)];

test('someone who speaks in the light lacks nothing', () => {
  assert.deepEqual(watched(speech, lit).lacks, []);
});

test('a muted microphone is silent', () => {
  assert.deepEqual(watched(nothing, lit).lacks, ['silent']);
});

test('a few words in a long pause are not silence', () => {
  assert.deepEqual(watched([...nothing, 0.5, 0.5, 0.4], lit).lacks, []);
});

test('a covered lens is black', () => {
  assert.deepEqual(watched(speech, dark).lacks, ['black']);
});

test('a lens uncovered half way is not black', () => {
  assert.deepEqual(watched(speech, [...dark, ...lit]).lacks, []);
});

test('a face in dim light is not black', () => {
  assert.deepEqual(watched(speech, [picture(10, 12), picture(10, 12)]).lacks, []);
});

test('both can be missing', () => {
  assert.deepEqual(watched(nothing, dark).lacks, ['silent', 'black']);
});

test('too few samples say nothing', () => {
  assert.deepEqual(watched([0, 0, 0], [picture(0)]).lacks, []);
});

test('pixels that were never drawn are no picture', () => {
  assert.equal(lightOf(new Uint8ClampedArray(400)), null);
});
