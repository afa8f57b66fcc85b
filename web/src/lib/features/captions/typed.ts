import type { Line } from './vtt.ts';

/** Reads the lines that this device kept; a time that was not valid is still not valid. */
export function readTyped(name: string): Line[] {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? '[]') as Line[];
    return found.map((line) => ({ ...line, start: line.start ?? NaN, end: line.end ?? NaN }));
  } catch {
    return [];
  }
}

/** Stores the lines on this device; without space there, they stay in the page alone. */
export function keepTyped(name: string, lines: Line[]): void {
  try {
    localStorage.setItem(name, JSON.stringify(lines));
  } catch {
    // They are still on screen.
  }
}

export function forgetTyped(name: string): void {
  localStorage.removeItem(name);
}
