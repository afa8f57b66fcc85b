import type { Line } from './vtt.ts';

/**
 * The lines that this device keeps until they are saved. `version` names the captions that they
 * change: null where there were none, undefined where that is not known.
 */
export type Typed = { version: string | null | undefined; lines: Line[] };

/** Returns what is stored; also what an earlier version of this page stored, which are lines. */
function parse(stored: string | null): Typed {
  const found = JSON.parse(stored ?? '[]') as Typed | Line[];
  return Array.isArray(found) ? { version: undefined, lines: found } : found;
}

/**
 * Reads the lines that this device kept, and the text that is stored, for `forgetTyped`. A time
 * that was not valid is still not valid.
 */
export function readTyped(name: string): Typed & { stored: string | null } {
  try {
    const stored = localStorage.getItem(name);
    const { version, lines } = parse(stored);
    const typed = lines.map((line) => ({
      ...line,
      start: line.start ?? NaN,
      end: line.end ?? NaN,
    }));
    return { version, lines: typed, stored };
  } catch {
    return { version: undefined, lines: [], stored: null };
  }
}

/**
 * Stores the lines on this device, and returns what is stored now; without space there, they stay
 * in the page alone.
 */
export function keepTyped(name: string, typed: Typed): string {
  const text = JSON.stringify(typed);
  try {
    localStorage.setItem(name, text);
  } catch {
    // They are still on screen.
  }
  return text;
}

/** Removes the lines from this device; what another tab stored instead of `stored` stays. */
export function forgetTyped(name: string, stored: string | null): void {
  if (localStorage.getItem(name) === stored) localStorage.removeItem(name);
}
