// Refuses an employee's screen over 90 kB of script.
// How much script and style each screen takes on a first visit, gzipped: the start, the layouts around it, itself.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { client, manifest, nodes, reach, start } from './manifest.mjs';

function kilobytes(names, kind) {
  const chunks = [...names].map((name) => manifest[name]);
  const files = new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]));
  const wanted = [...files].filter((file) => file.endsWith(`.${kind}`));
  const sizes = wanted.map((file) => gzipSync(readFileSync(new URL(file, client))).length);
  return (sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(1).padStart(6);
}

const layouts = nodes.filter(({ source }) => source.endsWith('+layout.svelte'));
const root = layouts.find(({ source }) => source === '+layout.svelte') ?? nodes[0];

const LIMIT_KB = 90;
const isEmployees = (source) =>
  source.includes('(focus)') || source.endsWith('(shell)/+page.svelte');

for (const { name, source } of nodes.filter(({ source }) => source.endsWith('+page.svelte'))) {
  const around = layouts.filter(({ source: at }) =>
    source.startsWith(at.replace('+layout.svelte', '')),
  );
  const parts = [...start, root.name, ...around.map((layout) => layout.name), name];
  const all = parts.reduce((seen, part) => reach(part, seen), new Set());
  if (isEmployees(source) && Number(kilobytes(all, 'js')) > LIMIT_KB) process.exitCode = 1;
  console.log(`${kilobytes(all, 'js')} kB js ${kilobytes(all, 'css')} kB css  ${source}`);
}
