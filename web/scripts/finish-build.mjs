// Two things that SvelteKit's page for all addresses does not do by itself:
// 1. It starts with an inline script; the server's policy allows none, so it moves to a file.
// 2. It cannot know which screen comes; the first ones of an employee are fetched from the start.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { manifest, nodes, reach } from './manifest.mjs';

const FIRST = [
  '[organisation]/+layout.svelte',
  '[organisation]/(shell)/+layout.svelte',
  '[organisation]/(shell)/+page.svelte',
  '[organisation]/(focus)/practise/[step]/+page.svelte',
];

const build = new URL('../build/', import.meta.url);
const page = readFileSync(new URL('index.html', build), 'utf8');

function fetchFirst(html) {
  const names = nodes.filter(({ source }) => FIRST.includes(source)).map(({ name }) => name);
  if (names.length !== FIRST.length) throw new Error('a first screen has moved');
  const chunks = [...names.reduce((seen, name) => reach(name, seen), new Set())];
  const scripts = chunks.map((name) => `<link href="/${manifest[name].file}" rel="modulepreload">`);
  const styles = chunks
    .flatMap((name) => manifest[name].css ?? [])
    .filter((file) => !html.includes(file))
    .map((file) => `<link href="/${file}" rel="preload" as="style" crossorigin>`);
  const wanted = [...scripts, ...new Set(styles)].filter((link) => !html.includes(link));
  return html.replace('</head>', `${wanted.join('\n    ')}\n  </head>`);
}

function withoutInlineScript(html) {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  if (scripts.length !== 1) throw new Error(`expected one inline script, found ${scripts.length}`);
  const [tag, start] = scripts[0];
  const hash = createHash('sha256').update(start).digest('hex').slice(0, 12);
  const name = `_app/immutable/entry/boot.${hash}.js`;
  return { name, start, html: html.replace(tag, `<script src="/${name}"></script>`) };
}

const { name, start, html } = withoutInlineScript(fetchFirst(page));
if (/<script>|<style|\sstyle=|\son[a-z]+=/.test(html)) throw new Error('something inline is left');

for (const [path, text] of [
  [name, start],
  ['index.html', html],
]) {
  writeFileSync(new URL(path, build), text);
  writeFileSync(new URL(`${path}.gz`, build), gzipSync(text, { level: 9 }));
  writeFileSync(new URL(`${path}.br`, build), brotliCompressSync(text));
}
