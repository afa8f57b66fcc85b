import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pick, type Network, type Quality } from './quality.ts';

/** The files of a recording of one minute: 2.4, 1.2 and 0.4 Mbit/s. */
const RUNGS = [
  { name: 'main', size: 18_000_000 },
  { name: '720p', size: 9_000_000 },
  { name: '360p', size: 3_000_000 },
];

const chosen = (network: Network = {}, quality: Quality = 'auto', ceiling = Infinity) =>
  pick(RUNGS, { quality, network, ceiling, duration: 60_000 })?.name;

test('a browser that tells nothing of its network begins with the clearest file', () => {
  assert.equal(chosen(), 'main');
});

test('the network decides, with a margin', () => {
  assert.equal(chosen({ effectiveType: '4g', downlink: 10 }), 'main');
  assert.equal(chosen({ effectiveType: '4g', downlink: 2.4 }), '720p');
  assert.equal(chosen({ effectiveType: '3g', downlink: 0.7 }), '360p');
});

test('on the slowest network, or one that carries nothing, the smallest file plays', () => {
  assert.equal(chosen({ effectiveType: '2g', downlink: 8 }), '360p');
  assert.equal(chosen({ downlink: 0 }), '360p');
});

test('who saves data on the whole device saves it here', () => {
  assert.equal(chosen({ saveData: true, downlink: 10 }), '360p');
});

test('what the person chooses goes before the network', () => {
  assert.equal(chosen({ saveData: true }, 'clear'), 'main');
  assert.equal(chosen({ downlink: 10 }, 'saving'), '360p');
});

test('after a standstill the next smaller file plays, until there is none', () => {
  assert.equal(chosen({}, 'auto', 2_400_000), '720p');
  assert.equal(chosen({}, 'auto', 1_200_000), '360p');
  assert.equal(chosen({}, 'auto', 100), '360p');
});

test('one file is the file, and none is none', () => {
  const at = { quality: 'auto', network: {}, ceiling: Infinity, duration: 0 } as const;
  assert.equal(pick([{ name: 'main', size: 5 }], at)?.name, 'main');
  assert.equal(pick([], at), undefined);
});
