// SvelteKit starts the client with an inline script. The server's policy allows none, so it moves
// to a file of its own, named by its content; index.html and its compressed twins are rewritten.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const build = new URL('../build/', import.meta.url);
const page = readFileSync(new URL('index.html', build), 'utf8');
const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)];
if (scripts.length !== 1) throw new Error(`expected one inline script, found ${scripts.length}`);

const [tag, start] = scripts[0];
const name = `_app/immutable/entry/boot.${createHash('sha256').update(start).digest('hex').slice(0, 12)}.js`;
const finished = page.replace(tag, `<script src="/${name}"></script>`);
if (/<script>|<style|\sstyle=|\son[a-z]+=/.test(finished))
  throw new Error('something inline is left');

for (const [path, text] of [
  [name, start],
  ['index.html', finished],
]) {
  writeFileSync(new URL(path, build), text);
  writeFileSync(new URL(`${path}.gz`, build), gzipSync(text, { level: 9 }));
  writeFileSync(new URL(`${path}.br`, build), brotliCompressSync(text));
}
