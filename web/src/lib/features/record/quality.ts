import type { Lack } from '#lib/base/takes/store.ts';

/**
 * The level from which a sound counts as speech. Speech at arm's length is near 0.6 of the meter; a
 * muted microphone at 0.
 */
export const HEARD_LEVEL = 0.08;
const HEARD_SHARE = 0.01;
const DARK_SHARE = 0.9;
const LEAST_SOUNDS = 20;
const LEAST_PICTURES = 2;

/** The mean and near-brightest luma of a picture, 0 to 255. */
export type Light = { mean: number; bright: number };

/**
 * Tells whether nothing at all is visible, as with a finger before the lens. Dim light still shows
 * a face.
 */
export const isDark = ({ mean, bright }: Light): boolean => mean < 20 && bright < 48;

/** Returns the light of RGBA pixels (Rec. 709), or null for pixels that were never drawn. */
export function lightOf(rgba: Uint8ClampedArray): Light | null {
  const lumas: number[] = [];
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = rgba.subarray(at, at + 4);
    if (alpha === 0) return null;
    lumas.push(0.2126 * r + 0.7152 * g + 0.0722 * b);
  }
  if (!lumas.length) return null;
  lumas.sort((one, other) => one - other);
  const mean = lumas.reduce((sum, luma) => sum + luma, 0) / lumas.length;
  return { mean, bright: lumas[Math.floor(lumas.length * 0.95)] ?? 0 };
}

/**
 * Decides whether a recording has sound and picture, from samples taken while it is made.
 *
 * Too few samples decide nothing: a browser that cannot sample must not alarm anyone.
 */
export class Quality {
  #sounds = 0;
  #heard = 0;
  #pictures = 0;
  #dark = 0;

  /** Adds a sample of loudness; `level` is 0 to 1. */
  hear(level: number): void {
    this.#sounds += 1;
    if (level >= HEARD_LEVEL) this.#heard += 1;
  }

  see(light: Light): void {
    this.#pictures += 1;
    if (isDark(light)) this.#dark += 1;
  }

  get lacks(): Lack[] {
    const silent = this.#sounds >= LEAST_SOUNDS && this.#heard < HEARD_SHARE * this.#sounds;
    const black = this.#pictures >= LEAST_PICTURES && this.#dark >= DARK_SHARE * this.#pictures;
    return [...(silent ? (['silent'] as const) : []), ...(black ? (['black'] as const) : [])];
  }
}
