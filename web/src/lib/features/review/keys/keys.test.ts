import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterScoring, commandFor, shuttle, type Press, type Spot } from './keys.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

const elsewhere: Spot[] = ['page', 'button', 'radio', 'slider'];

test('no key does anything while someone types or a dialog is open', () => {
  for (const key of [' ', 'j', 'c', 's', '1', '?', 'ArrowLeft']) {
    assert.equal(commandFor(press(key), 'text'), null, key);
    assert.equal(commandFor(press(key), 'dialog'), null, key);
  }
});

test('a key together with control, alt or command is the browser’s own', () => {
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
    assert.equal(commandFor(press('c', { [modifier]: true }), 'page'), null, modifier);
    assert.equal(commandFor(press('ArrowLeft', { [modifier]: true }), 'page'), null, modifier);
  }
});

test('space plays, and still presses the button or radio that has the focus', () => {
  assert.deepEqual(commandFor(press(' '), 'page'), { does: 'play' });
  assert.deepEqual(commandFor(press(' '), 'slider'), { does: 'play' });
  assert.equal(commandFor(press(' '), 'button'), null);
  assert.equal(commandFor(press(' '), 'radio'), null);
});

test('arrows step a second, with shift five, and stay with a radio group', () => {
  assert.deepEqual(commandFor(press('ArrowRight'), 'page'), { does: 'step', ms: 1000 });
  const back = commandFor(press('ArrowLeft', { shiftKey: true }), 'slider');
  assert.deepEqual(back, { does: 'step', ms: -5000 });
  assert.deepEqual(commandFor(press('ArrowRight', { repeat: true }), 'page'), {
    does: 'step',
    ms: 1000,
  });
  assert.equal(commandFor(press('ArrowRight'), 'radio'), null);
});

test('letters work in capitals too, once for each press', () => {
  for (const spot of elsewhere) {
    assert.deepEqual(commandFor(press('C'), spot), { does: 'comment' }, spot);
    assert.deepEqual(commandFor(press('4'), spot), { does: 'level', value: 4 }, spot);
  }
  assert.equal(commandFor(press('s', { repeat: true }), 'page'), null);
  assert.equal(commandFor(press('0'), 'page'), null);
  assert.equal(commandFor(press('q'), 'page'), null);
});

test('I and O mark the ends of a stretch while it plays, X lets it go', () => {
  for (const [key, what] of [
    ['i', 'start'],
    ['o', 'end'],
    ['x', 'clear'],
  ] as const) {
    assert.deepEqual(commandFor(press(key), 'page'), { does: 'mark', what });
    assert.equal(commandFor(press(key), 'text'), null);
  }
});

test('D and F step by frames, for as long as they are down, while other letters press once', () => {
  for (const repeat of [false, true]) {
    const back = commandFor(press('d', { repeat }), 'page');
    assert.deepEqual(back, { does: 'frame', by: -1 });
  }
  assert.equal(commandFor(press('b', { repeat: true }), 'page'), null);
  assert.deepEqual(commandFor(press('b'), 'page'), { does: 'jump', by: 1 });
});

test('plus makes it faster with Shift and without, as keyboards have it', () => {
  const faster = { does: 'rate', by: 1 };
  assert.deepEqual(commandFor(press('+', { shiftKey: true }), 'page'), faster);
  assert.deepEqual(commandFor(press('+'), 'page'), faster);
  assert.deepEqual(commandFor(press('='), 'page'), faster);
  assert.deepEqual(commandFor(press('-'), 'page'), { does: 'rate', by: -1 });
});

test('a question mark opens the list, though it needs shift', () => {
  assert.deepEqual(commandFor(press('?', { shiftKey: true }), 'page'), { does: 'help' });
});

test('the shuttle goes faster with each press and starts over the other way', () => {
  assert.equal(shuttle(0, 'on'), 1);
  assert.equal(shuttle(1, 'on'), 1.5);
  assert.equal(shuttle(2, 'on'), 2);
  assert.equal(shuttle(2, 'back'), -1);
  assert.equal(shuttle(-4, 'back'), -4);
  assert.equal(shuttle(-2, 'on'), 1);
  assert.equal(shuttle(1.5, 'stop'), 0);
});

test('a digit moves on to the next criterion without a level, and stays on the last one', () => {
  const criteria = ['tone', 'limit', 'remedy'].map((id) => ({ id }));
  assert.equal(afterScoring(criteria, { tone: 1 }, 'tone'), 'limit');
  assert.equal(afterScoring(criteria, { tone: 1, limit: 1 }, 'tone'), 'remedy');
  assert.equal(afterScoring(criteria, { remedy: 1 }, 'remedy'), 'tone');
  assert.equal(afterScoring(criteria, { tone: 1, limit: 1, remedy: 1 }, 'limit'), 'limit');
});
