// Refuses a colour pair under 4.5:1 (WCAG 2.2, 1.4.3), in the light and the dark set of tokens.css.
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../src/lib/kit/styles/tokens.css', import.meta.url), 'utf8');
const [light, dark] = css.split('prefers-color-scheme: dark');

const texts = ['ink', 'ink-quiet', 'accent', 'accent-strong', 'good', 'care'];
const grounds = ['surface', 'surface-raised'];
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground])),
  ['ink', 'surface-sunken'],
  ['ink-quiet', 'surface-sunken'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['good', 'good-soft'],
  ['ink', 'good-soft'],
  ['care', 'care-soft'],
  ['ink', 'care-soft'],
];

function colour(set, name) {
  const found = set.match(new RegExp(`--${name}: #([0-9a-f]{6});`));
  if (!found) throw new Error(`--${name} is missing`);
  return [0, 2, 4].map((at) => parseInt(found[1].slice(at, at + 2), 16) / 255);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const poor = Object.entries({ light, dark }).flatMap(([mode, set]) =>
  pairs
    .map(([text, ground]) => ({
      mode,
      text,
      ground,
      ratio: contrast(colour(set, text), colour(set, ground)),
    }))
    .filter(({ ratio }) => ratio < 4.5),
);
for (const { mode, text, ground, ratio } of poor) {
  console.error(`${mode}: --${text} on --${ground} is ${ratio.toFixed(2)}:1, under 4.5:1`);
}
process.exit(poor.length ? 1 : 0);
