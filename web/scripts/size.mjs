// How much script and style each screen takes on a first visit, gzipped: the start, the layouts around it, itself.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const client = new URL('../.svelte-kit/output/client/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8'));

function reach(name, seen = new Set()) {
  if (!manifest[name] || seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name].imports ?? []) reach(next, seen);
  return seen;
}

function kilobytes(names, kind) {
  const chunks = [...names].map((name) => manifest[name]);
  const files = new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]));
  const wanted = [...files].filter((file) => file.endsWith(`.${kind}`));
  const sizes = wanted.map((file) => gzipSync(readFileSync(new URL(file, client))).length);
  return (sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(1).padStart(6);
}

function sourceOf(node) {
  const text = readFileSync(new URL(`../${node}`, import.meta.url), 'utf8');
  return text.match(/routes\/(.*?\.svelte)"/)?.[1];
}

const isNode = (name) => /nodes\/\d+\.js$/.test(name);
const start = Object.keys(manifest).filter((name) => manifest[name].isEntry && !isNode(name));
const nodes = Object.keys(manifest)
  .filter(isNode)
  .map((name) => ({ name, source: sourceOf(name) ?? '' }));
const layouts = nodes.filter(({ source }) => source.endsWith('+layout.svelte'));
const root = layouts.find(({ source }) => source === '+layout.svelte') ?? nodes[0];

for (const { name, source } of nodes.filter(({ source }) => source.endsWith('+page.svelte'))) {
  const around = layouts.filter(({ source: at }) =>
    source.startsWith(at.replace('+layout.svelte', '')),
  );
  const parts = [...start, root.name, ...around.map((layout) => layout.name), name];
  const all = parts.reduce((seen, part) => reach(part, seen), new Set());
  console.log(`${kilobytes(all, 'js')} kB js ${kilobytes(all, 'css')} kB css  ${source}`);
}
