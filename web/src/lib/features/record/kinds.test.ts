import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestKind } from './kinds.ts';

test('a phone that can record mp4 does', () => {
  assert.equal(
    bestKind(true, (kind) => kind.startsWith('video/mp4')),
    'video/mp4;codecs=avc1.42E01E,mp4a.40.2',
  );
});

test('a browser without mp4 records webm', () => {
  assert.equal(
    bestKind(true, (kind) => kind.startsWith('video/webm;codecs=vp8')),
    'video/webm;codecs=vp8,opus',
  );
});

test('sound alone is recorded as sound', () => {
  assert.equal(
    bestKind(false, (kind) => kind.includes('webm')),
    'audio/webm;codecs=opus',
  );
});

test('a browser that records nothing says so', () => {
  assert.equal(
    bestKind(true, () => false),
    null,
  );
});
