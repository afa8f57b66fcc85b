import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOf, readMoment, readVtt, sayMoment, writeVtt, type Line } from './vtt.ts';

let count = 0;
const newId = () => `line-${(count += 1)}`;
const read = (text: string) => readVtt(text, newId);
const line = (start: number, end: number, text: string): Line => ({ id: text, start, end, text });
const plain = (lines: Line[]) => lines.map(({ start, end, text }) => [start, end, text]);

const DEMO = `WEBVTT
Language: nl

00:00.600 --> 00:04.035
Jij gaat mij niet vertellen waar ik mag staan.
Jij niet!

01:00:00.155 --> 01:00:07.416 align:start line:90%
<v Ann>Ja &amp; <i>nee</i>
`;

test('lines are read with their times in ms, without what players alone need', () => {
  assert.deepEqual(plain(read(DEMO)), [
    [600, 4035, 'Jij gaat mij niet vertellen waar ik mag staan.\nJij niet!'],
    [3_600_155, 3_607_416, 'Ja & nee'],
  ]);
});

test('every kind of line end, a mark at the start and blank lines with spaces are read', () => {
  const text = '\uFEFFWEBVTT - titel\r\n\r\n \r\n1\r\n00:01.000 --> 00:02.000\r\nHé\r\n\r\n';
  assert.deepEqual(plain(read(text)), [[1000, 2000, 'Hé']]);
});

test('what nobody changed is written as it was', () => {
  const { text } = writeVtt(read(DEMO));
  assert.match(text, /^WEBVTT\n\n00:00:00\.600 --> 00:00:04\.035\nJij gaat/);
  assert.match(text, /01:00:07\.416 align:start line:90%\n<v Ann>Ja &amp; <i>nee<\/i>\n$/);
});

test('notes and names stay with their line, also when it moves', () => {
  const lines = read('WEBVTT\n\nNOTE van Ann\n\neen\n00:05.000 --> 00:06.000\nTwee\n');
  const { text } = writeVtt([...lines, line(0, 1000, 'Een')]);
  assert.equal(
    text,
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nEen\n\nNOTE van Ann\n\neen\n00:00:05.000 --> 00:00:06.000\nTwee\n',
  );
});

test('changed words are written plainly, so that none of them means something to a player', () => {
  const [first] = read(DEMO);
  assert.ok(first);
  const { text } = writeVtt([{ ...first, text: 'a < b & c --> d\n\n  <b>niet</b>' }]);
  assert.equal(
    text,
    'WEBVTT\n\n00:00:00.600 --> 00:00:04.035\na &lt; b &amp; c --&gt; d\n&lt;b&gt;niet&lt;/b&gt;\n',
  );
  assert.equal(read(text)[0]?.text, 'a < b & c --> d\n<b>niet</b>');
});

test('lines are written as they are heard, and empty ones not at all', () => {
  const { text } = writeVtt([line(2000, 3000, 'b'), line(500, 900, '  \n'), line(0, 1000, 'a')]);
  assert.deepEqual(plain(read(text)), [
    [0, 1000, 'a'],
    [2000, 3000, 'b'],
  ]);
  assert.equal(writeVtt([]).text, 'WEBVTT\n');
});

test('each line of the file knows whose it is, so that a refusal finds its place', () => {
  const { text, owner } = writeVtt([line(0, 1000, 'a\naa'), line(2000, 3000, 'b')]);
  assert.deepEqual(text.split('\n').slice(0, 8), [
    'WEBVTT',
    '',
    '00:00:00.000 --> 00:00:01.000',
    'a',
    'aa',
    '',
    '00:00:02.000 --> 00:00:03.000',
    'b',
  ]);
  assert.deepEqual([3, 5, 7, 8].map(owner), ['a\naa', 'a\naa', 'b', 'b']);
  assert.equal(owner(99), '');
});

test('a moment is typed as people write it, and read back the same', () => {
  assert.equal(sayMoment(65_300, true), '1:05,3');
  assert.equal(sayMoment(59_960, false), '1:00.0');
  for (const typed of ['1:05.3', '1:05,3', ' 65,3 ', '65.300']) {
    assert.equal(readMoment(typed), 65_300);
  }
  for (const wrong of ['', 'straks', '1:99', '-3', '1:2:3', '5:']) {
    assert.ok(Number.isNaN(readMoment(wrong)), wrong);
  }
});

test('a line that cannot be shown is known before it is sent', () => {
  assert.equal(faultOf(line(0, 1, 'a')), null);
  assert.equal(faultOf(line(5, 5, 'a')), 'order');
  assert.equal(faultOf(line(NaN, 5, 'a')), 'moment');
});
