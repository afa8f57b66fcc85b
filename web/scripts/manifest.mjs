// Reads the build's manifest: which chunk has which route, and what it needs.
import { readFileSync } from 'node:fs';

export const client = new URL('../.svelte-kit/output/client/', import.meta.url);
export const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8'));

const isNode = (name) => /nodes\/\d+\.js$/.test(name);

function sourceOf(node) {
  const text = readFileSync(new URL(`../${node}`, import.meta.url), 'utf8');
  return text.match(/routes\/(.*?\.svelte)"/)?.[1] ?? '';
}

/** Chunks that the first page starts with. */
export const start = Object.keys(manifest).filter(
  (name) => manifest[name].isEntry && !isNode(name),
);

/** One per page and layout: its chunk's `name`, and its `source` below src/routes. */
export const nodes = Object.keys(manifest)
  .filter(isNode)
  .map((name) => ({ name, source: sourceOf(name) }));

/** A chunk and all that it imports. */
export function reach(name, seen = new Set()) {
  if (!manifest[name] || seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name].imports ?? []) reach(next, seen);
  return seen;
}
