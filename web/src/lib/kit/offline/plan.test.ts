import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesNamed, outdated, planFor } from './plan.ts';

const OWN = 'https://kalm.example';
const ask = (path: string, mode = 'cors', method = 'GET') =>
  planFor({ method, mode, url: OWN + path }, OWN);

test('a file whose name contains its hash is answered from the device', () => {
  assert.equal(ask('/_app/immutable/chunks/a1.js'), 'file');
});

test('an address of the client keeps its page', () => {
  assert.equal(ask('/haven/attempts/0192', 'navigate'), 'page');
  assert.equal(ask('/', 'navigate'), 'page');
});

test('answers, recordings and the operator are never touched', () => {
  for (const path of ['/api/v1/me', '/playback/t/video.mp4', '/uploads/t']) {
    assert.equal(ask(path), 'leave');
  }
  assert.equal(ask('/admin', 'navigate'), 'leave');
  assert.equal(ask('/api/docs/', 'navigate'), 'leave');
});

test('an organisation whose name starts like a server route is a page', () => {
  assert.equal(ask('/administration', 'navigate'), 'page');
});

test('what changes something goes straight to the server', () => {
  assert.equal(ask('/_app/immutable/chunks/a1.js', 'cors', 'POST'), 'leave');
});

test('another host is left alone', () => {
  const url = 'https://elsewhere.example/_app/immutable/a.js';
  assert.equal(planFor({ method: 'GET', mode: 'cors', url }, OWN), 'leave');
});

test('the worker itself and the version are asked of the server', () => {
  assert.equal(ask('/service-worker.js'), 'leave');
  assert.equal(ask('/_app/version.json'), 'leave');
});

test('a page names the files it needs once each, and nothing of the server', () => {
  const html = `<link href="/_app/immutable/a.js" rel="modulepreload">
    <link rel="preload" href="/api/v1/me" as="fetch"><link rel="icon" href="/favicon.svg">
    <script src="/_app/immutable/entry/boot.1.js"></script><link href="/_app/immutable/a.js">`;
  assert.deepEqual(filesNamed(html), [
    '/_app/immutable/a.js',
    '/favicon.svg',
    '/_app/immutable/entry/boot.1.js',
  ]);
});

test('the version before stays for pages that still run it', () => {
  const names = ['kalm-1', 'other', 'kalm-2', 'kalm-3'];
  assert.deepEqual(outdated(names, 'kalm-', 'kalm-3'), ['kalm-1']);
  assert.deepEqual(outdated(['kalm-1'], 'kalm-', 'kalm-1'), []);
});
