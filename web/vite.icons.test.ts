import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { asMarkup } from './vite.icons.ts';

const folder = new URL('node_modules/@lucide/svelte/dist/icons/', import.meta.url);
const { default: defaults } = await import(new URL('../utils/defaultAttributes.js', folder).href);
const lucides = (name: string) => readFileSync(new URL(name, folder), 'utf8');

test('an icon is the paths that lucide draws, as markup', () => {
  const made = asMarkup(lucides('check.svelte'), defaults, 'check.svelte');
  assert.match(made, /<svg class="icon" [^>]*>\s*<path d="M20 6 9 17l-5-5" \/><\/svg>/);
  assert.match(made, /aria-hidden="true"/);
});

test('every icon that lucide ships has the form that the build knows', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.svelte'));
  assert.ok(files.length > 1000);
  for (const name of files)
    assert.match(asMarkup(lucides(name), defaults, name), /<svg class="icon"/);
});

test('a file of another form is refused by its name, and so are other defaults', () => {
  const code = lucides('check.svelte');
  const other = [
    code.replace('const iconData', 'const data'),
    code.replace('icon={iconData}', '{...iconData}'),
    code.replace('"size": 24', '"size": 32'),
    code.replace('{ "d": "M20 6 9 17l-5-5" }', '{}, [["title", {}]]'),
  ];
  for (const changed of other) {
    assert.notEqual(changed, code);
    assert.throws(() => asMarkup(changed, defaults, 'check.svelte'), /check\.svelte has a form/);
  }
  const thicker = { ...defaults, 'stroke-width': 3 };
  assert.throws(() => asMarkup(code, thicker, 'check.svelte'), /other defaults/);
});
