/** What a key asks of the desk. `ms` is signed; `value` is the level's own number. */
export type Command =
  | { does: 'play' | 'back' | 'stop' | 'on' | 'loop' | 'beside' | 'context' }
  | { does: 'comment' | 'edit' | 'retake' | 'release' | 'help' }
  | { does: 'mark'; what: 'start' | 'end' | 'clear' }
  | { does: 'step'; ms: number }
  | { does: 'level'; value: number }
  | { does: 'criterion' | 'part' | 'frame' | 'rate' | 'jump'; by: 1 | -1 };

export type Press = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'isComposing'
>;

/** Where the focus is, as far as it matters to a key. */
export type Spot = 'text' | 'dialog' | 'radio' | 'button' | 'slider' | 'page';

const LETTERS: Record<string, Command> = {
  j: { does: 'back' },
  k: { does: 'stop' },
  l: { does: 'on' },
  c: { does: 'comment' },
  d: { does: 'frame', by: -1 },
  f: { does: 'frame', by: 1 },
  r: { does: 'loop' },
  v: { does: 'jump', by: -1 },
  b: { does: 'jump', by: 1 },
  e: { does: 'edit' },
  a: { does: 'beside' },
  w: { does: 'context' },
  i: { does: 'mark', what: 'start' },
  o: { does: 'mark', what: 'end' },
  x: { does: 'mark', what: 'clear' },
  t: { does: 'retake' },
  s: { does: 'release' },
  n: { does: 'criterion', by: 1 },
  p: { does: 'criterion', by: -1 },
  '.': { does: 'part', by: 1 },
  ',': { does: 'part', by: -1 },
  '-': { does: 'rate', by: -1 },
  '=': { does: 'rate', by: 1 },
};

/** What needs Shift on some keyboards and not on others. */
const SIGNS: Record<string, Command> = {
  '?': { does: 'help' },
  '+': { does: 'rate', by: 1 },
};

/** Goes on for as long as the key is down. */
const REPEATED: Record<string, Command | undefined> = { d: LETTERS.d, f: LETTERS.f };

const STEP_MS = 1000;
const LEAP_MS = 5000;

/** Arrows belong to a radio group where that has the focus, and the space bar to a button. */
function moving(press: Press, spot: Spot): Command | null {
  const ms = press.shiftKey ? LEAP_MS : STEP_MS;
  if (press.key === 'ArrowLeft') return spot === 'radio' ? null : { does: 'step', ms: -ms };
  if (press.key === 'ArrowRight') return spot === 'radio' ? null : { does: 'step', ms };
  if (press.key !== ' ' || press.shiftKey || press.repeat) return null;
  return spot === 'radio' || spot === 'button' ? null : { does: 'play' };
}

/**
 * The desk's keyboard map. Null where the key is someone else's: while typing, in a dialog, or
 * together with a key that belongs to the browser or to a screen reader.
 */
export function commandFor(press: Press, spot: Spot): Command | null {
  if (spot === 'text' || spot === 'dialog' || press.isComposing) return null;
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const move = moving(press, spot);
  if (move) return move;
  if (press.repeat) return press.shiftKey ? null : (REPEATED[press.key.toLowerCase()] ?? null);
  if (press.key in SIGNS) return SIGNS[press.key] ?? null;
  if (press.shiftKey) return null;
  if (/^[1-9]$/.test(press.key)) return { does: 'level', value: Number(press.key) };
  return LETTERS[press.key.toLowerCase()] ?? null;
}

const NO_TEXT = ['radio', 'range', 'checkbox', 'button', 'submit', 'reset'];

/** What kind of place an element is; nothing focused is the page. */
export function spotOf(element: Element | null): Spot {
  if (!element) return 'page';
  if (element.closest('dialog, [role="dialog"]')) return 'dialog';
  const type = element.getAttribute('type') ?? 'text';
  if (element.matches('textarea, select, [contenteditable]:not([contenteditable="false"])')) {
    return 'text';
  }
  if (element.matches('input')) {
    if (type === 'radio') return 'radio';
    if (type === 'range') return 'slider';
    return NO_TEXT.includes(type) ? 'button' : 'text';
  }
  return element.matches('button, a[href], summary, [role="button"]') ? 'button' : 'page';
}

/** The criterion that the next digit is about, once `id` has its level: the next without one, if any. */
export function afterScoring(criteria: { id: string }[], scores: object, id: string): string {
  const at = criteria.findIndex((one) => one.id === id);
  const others = [...criteria.slice(at + 1), ...criteria.slice(0, Math.max(0, at))];
  return others.find((one) => !(one.id in scores))?.id ?? id;
}

const FORWARD = [1, 1.5, 2];
const BACKWARD = [-1, -2, -4];

/** J, K and L: each press the same way goes faster, the other way starts over; 0 stands still. */
export function shuttle(speed: number, way: 'back' | 'stop' | 'on'): number {
  if (way === 'stop') return 0;
  const gears = way === 'on' ? FORWARD : BACKWARD;
  const next = gears[gears.indexOf(speed) + 1];
  return next ?? gears.at(-1) ?? 0;
}
