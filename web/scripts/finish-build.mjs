// Two things that SvelteKit's page for all addresses does not do by itself:
// 1. It starts with an inline script; the server's policy allows none, so it moves to a file. That is
//    fetched before all others: what it asks for is what the screen waits for.
// 2. It cannot know which screen comes; what nearly all have is fetched from the start, and by the
//    address an employee's first screens or an author's draft.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { manifest, nodes, reach } from './manifest.mjs';

// SvelteKit shows nothing before it has the page of errors.
const FIRST = [
  '+error.svelte',
  '[organisation]/+layout.svelte',
  '[organisation]/(shell)/+layout.svelte',
];

const build = new URL('../build/', import.meta.url);
const page = readFileSync(new URL('index.html', build), 'utf8');

function chunksOf(sources) {
  const names = nodes.filter(({ source }) => sources.includes(source)).map(({ name }) => name);
  if (names.length !== sources.length) throw new Error('a first screen has moved');
  return [...names.reduce((seen, name) => reach(name, seen), new Set())];
}

function fetchFirst(html) {
  const links = [
    ...files(chunksOf(FIRST), 'js').map((file) => [
      file,
      `<link href="/${file}" rel="modulepreload">`,
    ]),
    ...files(chunksOf(FIRST), 'css').map((file) => [
      file,
      `<link href="/${file}" rel="stylesheet">`,
    ]),
  ];
  const wanted = links.filter(([file]) => !html.includes(file)).map(([, link]) => link);
  return html.replace('</head>', () => `${wanted.join('\n    ')}\n  </head>`);
}

const files = (names, kind) => [
  ...new Set(
    names.flatMap((name) => {
      const { file, css = [] } = manifest[name];
      return kind === 'js' ? file : css;
    }),
  ),
];

/** What the screen of these sources needs beyond what every page fetches from the start. */
function scripts(html, ...sources) {
  const wanted = chunksOf(sources);
  const isNew = (file) => !html.includes(file);
  return { js: files(wanted, 'js').filter(isNew), css: files(wanted, 'css').filter(isNew) };
}

// What these screens ask of the server, and their own script, are fetched before the client's script
// is there: it costs a round trip less, and a slow processor waits less. `$1` is the organisation in
// the address, `$2` what stands last in it.
const ahead = (html) => [
  {
    // Also where one only goes on to Today from: signing in, the choice of an organisation.
    at: '^/([a-z0-9-]*)/?$',
    role: 'employee',
    ask: ['today'],
    ...scripts(html, '[organisation]/(shell)/+page.svelte'),
  },
  {
    at: '^/([a-z0-9-]+)/practise/',
    ...scripts(html, '[organisation]/(focus)/practise/[step]/+page.svelte'),
  },
  {
    at: '^/([a-z0-9-]+)/author/scenarios/([0-9a-f-]{36})/?$',
    role: 'author',
    ask: [
      'scenario-versions/$2',
      'scenario-versions/$2/readings',
      'techniques?page_size=200',
      'aggression-types?page_size=200',
      'rubrics?page_size=200',
    ],
    ...scripts(html, '[organisation]/(shell)/author/scenarios/[version]/+page.svelte'),
  },
];

// Who was here last, and as what, the client itself has kept (lib/base/session/remembered.ts). A
// screen waits for a style of its own unless the page has that already: nothing is drawn before these.
const bootAhead = (html) => `try {
  // One that does not come is asked for once more by the screen that needs it.
  const again = ({ target }) => target.remove()
  const link = (has) => document.head.append(Object.assign(document.createElement('link'), has))
  for (const { at, role, ask = [], js, css } of ${JSON.stringify(ahead(html))}) {
    const found = location.pathname.match(at)
    if (!found) continue
    for (const file of css) link({ rel: 'stylesheet', blocking: 'render', href: '/' + file, onerror: again })
    for (const file of js) link({ rel: 'modulepreload', href: '/' + file })
    const me = JSON.parse(localStorage.getItem('kalm.me'))
    if (!me?.memberships.find((one) => one.organisation.slug === found[1])?.roles.includes(role)) continue
    for (const path of ask) {
      const href = '/api/v1/' + found[1] + '/' + path.replace('$2', found[2])
      link({ className: 'ahead', rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href })
    }
  }
} catch {}
`;

const CHARSET = '<meta charset="utf-8" />';
const PARENT = 'document.currentScript.parentElement';
const STARTS = 'kit.start(app, element)';

/** SvelteKit's script runs inside the element that it fills; in the head, that is not there yet. */
function fromHead(kit) {
  if (![PARENT, STARTS].every((part) => kit.includes(part)))
    throw new Error('the start has changed');
  const parsed =
    'new Promise((go) => document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", go) : go())';
  return kit
    .replace(PARENT, parsed)
    .replace('const element =', 'const parsed =')
    .replace(STARTS, `await parsed;\n\t\t\t\t\t\tkit.start(app, document.querySelector('.app'))`);
}

function withoutInlineScript(html) {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  if (scripts.length !== 1) throw new Error(`expected one inline script, found ${scripts.length}`);
  const [tag, kit] = scripts[0];
  const start = bootAhead(html) + fromHead(kit);
  const hash = createHash('sha256').update(start).digest('hex').slice(0, 12);
  const name = `_app/immutable/entry/boot.${hash}.js`;
  const script = `<script src="/${name}"></script>`;
  return { name, start, html: html.replace(tag, '').replace(CHARSET, `${CHARSET}\n    ${script}`) };
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
