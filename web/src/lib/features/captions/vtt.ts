/**
 * Reads captions as a list of lines, and writes them as the WebVTT that the server keeps. Times are
 * in ms.
 *
 * What a file has beyond plain lines (notes, names, places on the screen, voices) stays with the
 * line it belongs to for as long as nobody changes that line's words.
 */

type Kept = {
  /** The blocks of notes above the line, and its own name. */
  above: string[];
  name: string;
  /** The line's place on the screen, as the file gives it. */
  settings: string;
  /** The line's text as the file has it, and as it is shown. */
  raw: string;
  shown: string;
};

export type Line = { id: string; start: number; end: number; text: string; kept?: Kept };

const TIME = String.raw`(?:(\d+):)?(\d\d):(\d\d)\.(\d{3})`;
const TIMING = new RegExp(`^${TIME}[ \\t]+-->[ \\t]+${TIME}(.*)$`);
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
};

function msOf(parts: (string | undefined)[]): number {
  const [hours = 0, minutes = 0, seconds = 0, thousandths = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths;
}

const shownOf = (raw: string): string =>
  raw
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole: string, name: string) => ENTITIES[name] ?? whole);

function blocksOf(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const blocks = plain.split(/\n(?:[ \t]*\n)+/).map((block) => block.replace(/^\n+|\n+$/g, ''));
  return blocks.slice(1).flatMap((block) => (block ? [block.split('\n')] : []));
}

/**
 * Returns the lines of a WebVTT file, in its order; what is neither a line nor a note is left out.
 */
export function readVtt(text: string, newId: () => string): Line[] {
  const lines: Line[] = [];
  let above: string[] = [];
  for (const block of blocksOf(text)) {
    const name = block[0]?.includes('-->') ? '' : (block[0] ?? '');
    const [timing = '', ...words] = name ? block.slice(1) : block;
    const found = TIMING.exec(timing.trim());
    if (!found) {
      if (/^NOTE(\s|$)/.test(name)) above.push(block.join('\n'));
      continue;
    }
    const raw = words.join('\n');
    const shown = shownOf(raw);
    const kept = { above, name, settings: (found[9] ?? '').trim(), raw, shown };
    const [start, end] = [msOf(found.slice(1, 5)), msOf(found.slice(5, 9))];
    lines.push({ id: newId(), start, end, text: shown, kept });
    above = [];
  }
  return lines;
}

function timeOf(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const rest = String(Math.round(ms) % 1000).padStart(3, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${rest}`;
}

/** Returns the plain text, without empty lines, which would end the caption. */
const plainOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

function blockOf({ start, end, text, kept }: Line): string {
  const words = kept?.shown === text ? kept.raw : plainOf(text);
  const timing = [timeOf(start), '-->', timeOf(end), kept?.settings].filter(Boolean).join(' ');
  const cue = [kept?.name, timing, words].filter(Boolean).join('\n');
  return [...(kept?.above ?? []), cue].join('\n\n');
}

/** Returns the lines by their beginning; of two that begin together the upper one stays first. */
export const inOrder = (lines: readonly Line[]): Line[] =>
  lines.toSorted((one, other) => one.start - other.start);

/** Returns the file, and which line each of its own lines (from 1) belongs to. */
export function writeVtt(lines: readonly Line[]): {
  text: string;
  owner: (line: number) => string;
} {
  const written = inOrder(lines).filter(({ text }) => text.trim());
  let text = 'WEBVTT\n';
  const ends: [number, string][] = [];
  for (const line of written) {
    text += `\n${blockOf(line)}\n`;
    ends.push([text.split('\n').length - 1, line.id]);
  }
  const owner = (number: number) => ends.find(([end]) => number <= end)?.[1] ?? '';
  return { text, owner };
}

export type Fault = 'moment' | 'order';

/** Returns the code of what is wrong with a line, before the server has to refuse it. */
export function faultOf({ start, end }: Pick<Line, 'start' | 'end'>): Fault | null {
  if (!Number.isFinite(start) || !Number.isFinite(end)) return 'moment';
  return end > start ? null : 'order';
}

/** Says a moment as it is typed: "1:05.3", with a comma in languages that write one. */
export function sayMoment(ms: number, comma: boolean): string {
  if (!Number.isFinite(ms)) return '';
  const tenths = Math.round(ms / 100);
  const seconds = String(Math.floor((tenths % 600) / 10)).padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${seconds}${comma ? ',' : '.'}${tenths % 10}`;
}

/** Returns a typed moment ("1:05.3", "65,3" or "65") in ms; NaN for what is not a moment. */
export function readMoment(text: string): number {
  const found = /^(?:(\d{1,3}):)?(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!found || (found[1] && Number(found[2]) > 59)) return NaN;
  const thousandths = (found[3] ?? '').padEnd(3, '0');
  return (Number(found[1] ?? 0) * 60 + Number(found[2])) * 1000 + Number(thousandths);
}
