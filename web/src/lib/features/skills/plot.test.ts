import assert from 'node:assert/strict';
import { test } from 'node:test';
import { across, down, floorOf, linesOf } from './plot.ts';

const day = (number: number) => new Date(Date.UTC(2026, 2, number)).toISOString();
const frame = { begins: day(1), ends: day(11), width: 100, height: 50 };

test('time runs across and what is left runs down', () => {
  assert.equal(across(day(1), frame), 0);
  assert.equal(across(day(6), frame), 50);
  assert.equal(down(1, 0.5, frame), 0);
  assert.equal(down(0.75, 0.5, frame), 25);
});

test('the plot reaches down as far as its curve', () => {
  assert.equal(floorOf([]), 0.5);
  assert.equal(floorOf([{ at: day(2), chance: 0.34 }]), 0.3);
});

test('what was and what is foreseen meet at now', () => {
  const curve = [
    { at: day(1), chance: 1 },
    { at: day(11), chance: 0.5 },
  ];
  const { past, future } = linesOf(curve, day(6), frame);
  assert.equal(past, '0,0 50,25');
  assert.equal(future, '50,25 100,50');
});

test('a curve that lies before or after now is one line', () => {
  const curve = [
    { at: day(2), chance: 1 },
    { at: day(3), chance: 0.9 },
  ];
  assert.equal(linesOf(curve, day(6), frame).future, '');
  assert.equal(linesOf(curve, day(1), frame).past, '');
  assert.deepEqual(linesOf([], day(1), frame), { past: '', future: '' });
});
