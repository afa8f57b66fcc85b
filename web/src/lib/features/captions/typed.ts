import type { Line } from './vtt.ts';

/** Lines as this device kept them; a time that was no time is still none. */
export function readTyped(name: string): Line[] {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? '[]') as Line[];
    return found.map((line) => ({ ...line, start: line.start ?? NaN, end: line.end ?? NaN }));
  } catch {
    return [];
  }
}

/** A device without space keeps them in the page alone. */
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
