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

// A style that is fetched but not used at once earns a warning in the console; a script does not.
const STYLED = FIRST.slice(0, 3);

const build = new URL('../build/', import.meta.url);
const page = readFileSync(new URL('index.html', build), 'utf8');

function chunksOf(sources) {
  const names = nodes.filter(({ source }) => sources.includes(source)).map(({ name }) => name);
  if (names.length !== sources.length) throw new Error('a first screen has moved');
  return [...names.reduce((seen, name) => reach(name, seen), new Set())];
}

function fetchFirst(html) {
  const scripts = chunksOf(FIRST).map((name) => manifest[name].file);
  const styles = new Set(chunksOf(STYLED).flatMap((name) => manifest[name].css ?? []));
  const links = [
    ...scripts.map((file) => [file, `<link href="/${file}" rel="modulepreload">`]),
    ...[...styles].map((file) => [
      file,
      `<link href="/${file}" rel="preload" as="style" crossorigin>`,
    ]),
  ];
  const wanted = links.filter(([file]) => !html.includes(file)).map(([, link]) => link);
  return html.replace('</head>', () => `${wanted.join('\n    ')}\n  </head>`);
}

// An employee's Today is asked for before the client's own script is there: it costs a round trip less.
// Who was here last, and as what, the client itself has kept (lib/base/session/session.svelte.ts).
const AHEAD = `try {
  const [, slug] = location.pathname.match(/^\\/([a-z0-9-]+)\\/?$/) ?? []
  const me = slug && JSON.parse(localStorage.getItem('kalm.me'))
  if (me?.memberships.find((one) => one.organisation.slug === slug)?.roles.includes('employee')) {
    const href = '/api/v1/' + slug + '/today'
    document.head.append(
      Object.assign(document.createElement('link'), { id: 'ahead', rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href }),
    )
  }
} catch {}
`;

function withoutInlineScript(html) {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  if (scripts.length !== 1) throw new Error(`expected one inline script, found ${scripts.length}`);
  const [tag, kit] = scripts[0];
  const start = AHEAD + kit;
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
