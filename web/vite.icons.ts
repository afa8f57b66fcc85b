import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

type Attributes = Record<string, string | number>;
type Child = [tag: string, attributes: Attributes];

const ICON = /@lucide\/svelte\/dist\/icons\/[^/]+\.svelte$/;
const DATA = /^const iconData = (\{.*\});$/m;
/** What an icon's file does beyond its data: it gives that to lucide's one component. */
const REST = [
  "import Icon from '../Icon.svelte';",
  'let props = $props();',
  '<Icon {...props} icon={iconData} />',
];

/** What lucide draws with; base.css says the same of `svg.icon`, the markup below the sizes. */
const DEFAULTS = {
  xmlns: 'http://www.w3.org/2000/svg',
  width: 24,
  height: 24,
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 2,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
};

const quoted = (value: string | number) =>
  String(value).replace(/[&"<>{}]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const written = ([tag, attributes]: Child) => {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${quoted(value)}"`);
  return `<${tag}${pairs.join('')} />`;
};

const isPlain = (child: unknown[]) => child.length === 2 && typeof child[0] === 'string';

/**
 * Returns the component of an icon as fixed markup; `code` is the component that lucide ships in
 * `file`, `defaults` what it draws with.
 *
 * Takes `size` and `strokeWidth` alone, and is hidden from who listens: a word says what it means.
 * Throws where lucide's files have another form than this was written for.
 */
export function asMarkup(code: string, defaults: unknown, file: string): string {
  if (!isDeepStrictEqual(defaults, DEFAULTS))
    throw new Error('lucide draws with other defaults than vite.icons.ts and base.css have');
  const [, data] = code.match(DATA) ?? [];
  const { node, size } = data ? JSON.parse(data) : {};
  if (!REST.every((part) => code.includes(part)) || size !== 24 || !node?.every(isPlain))
    throw new Error(`${file} has a form that vite.icons.ts does not know`);
  return `<script>
  let { size = 24, strokeWidth = 2 } = $props();
</script>
<svg class="icon" viewBox="0 0 24 24" width={size} height={size} stroke-width={strokeWidth} aria-hidden="true">${node.map(written).join('')}</svg>
`;
}

/**
 * Makes each icon markup that is copied whole. Lucide's component puts an icon together from its
 * data, one element and one attribute at a time: those of a menu took a slow laptop 120 ms.
 */
export function iconsAsMarkup(): Plugin {
  let defaults: Promise<{ default: unknown }> | undefined;
  return {
    name: 'kalm:icons-as-markup',
    enforce: 'pre',
    // The development server would bundle it beforehand, past this plugin.
    config: () => ({ optimizeDeps: { exclude: ['@lucide/svelte'] } }),
    async transform(code, id) {
      if (!ICON.test(id)) return null;
      const from = join(dirname(id), '../utils/defaultAttributes.js');
      defaults ??= import(pathToFileURL(from).href) as Promise<{ default: unknown }>;
      return { code: asMarkup(code, (await defaults).default, id), map: null };
    },
  };
}
