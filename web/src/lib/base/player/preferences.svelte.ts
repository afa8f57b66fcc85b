import { QUALITIES, type Network, type Quality } from './quality.ts';

const QUALITY = 'kalm.player.quality';
const CAPTIONS = 'kalm.player.captions';
/** How long a stall counts against the network. */
const REMEMBER_MS = 5 * 60_000;

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** Keeps how this device plays recordings, and what its network was seen to carry. */
class Preferences {
  #quality = $state<Quality>(QUALITIES.find((known) => known === read(QUALITY)) ?? 'auto');
  #captions = $state(read(CAPTIONS) !== 'off');
  #stood: { rate: number; when: number } | null = null;

  get quality(): Quality {
    return this.#quality;
  }

  set quality(quality: Quality) {
    this.#quality = quality;
    keep(QUALITY, quality);
  }

  get captions(): boolean {
    return this.#captions;
  }

  set captions(on: boolean) {
    if (on === this.#captions) return;
    this.#captions = on;
    keep(CAPTIONS, on ? 'on' : 'off');
  }

  get network(): Network {
    return (globalThis.navigator as { connection?: Network } | undefined)?.connection ?? {};
  }

  /** The bits a second at which playing stalled lately. */
  get ceiling(): number {
    const { rate, when } = this.#stood ?? { rate: Infinity, when: 0 };
    return Date.now() - when < REMEMBER_MS ? rate : Infinity;
  }

  stoodStill(rate: number): void {
    this.#stood = { rate, when: Date.now() };
  }
}

export const preferences = new Preferences();
