import { tick } from 'svelte';
import type { Playback } from '#lib/kit/api/types.ts';
import { preferences } from './preferences.svelte.ts';
import { pick, rateOf } from './quality.ts';

type Rendition = Playback['renditions'][number];

/**
 * How long a file may stall in all, or at one seek, before the network counts as too slow for it.
 */
const PATIENCE_MS = 2500;

/**
 * Decides which file of a recording an element plays.
 *
 * When that changes, by choice, by a network that stalls, or because the address has expired,
 * playing continues at the same moment.
 */
export class Source {
  current = $state.raw<Rendition | null>(null);
  /** True when the file failed to load twice. */
  broken = $state(false);
  element = $state.raw<HTMLVideoElement>();
  #playback: Playback | undefined;
  #reload: () => Promise<void>;
  #goOn: { at: number; playing: boolean; rate: number } | null = null;
  #renewed = false;
  #renewing = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** How long this file stalled while playing, in ms, and since when it does. */
  #stood = 0;
  #since: number | null = null;

  constructor(reload: () => Promise<void>) {
    this.#reload = reload;
  }

  /**
   * Takes a new playback: its addresses are used from the next change on, or at once when the
   * element waits for them.
   */
  offer(playback: Playback | undefined): void {
    const isOther = playback?.video !== this.#playback?.video;
    this.#playback = playback;
    if (isOther) [this.current, this.#renewed] = [null, false];
    if (isOther || this.#renewing || !this.current) this.choose();
  }

  /** Chooses the file that suits the person's choice and the network now. */
  choose(): void {
    const { renditions = [], duration_ms } = this.#playback ?? {};
    const { quality, network, ceiling } = preferences;
    const duration = duration_ms ?? 0;
    const found = pick(renditions, { quality, network, ceiling, duration }) ?? null;
    if (found?.name === this.current?.name && !this.#renewing) return;
    this.#renewing = false;
    this.#remember();
    [this.#stood, this.#since] = [0, null];
    this.current = found;
  }

  #remember(): void {
    const { element } = this;
    if (!this.current || !element) return;
    const { currentTime: at, paused, ended, playbackRate: rate } = element;
    // Two changes at once: the first had not even begun.
    if (element.readyState > 0) this.#goOn = { at, playing: !paused && !ended, rate };
  }

  /** Moves a newly loaded file to the moment where the one before it was. */
  loaded(): void {
    const { element } = this;
    if (!element || !this.#goOn) return;
    const { at, playing, rate } = this.#goOn;
    this.#goOn = null;
    element.currentTime = at;
    element.playbackRate = rate;
    if (playing) void element.play().catch(() => undefined);
  }

  waits(): void {
    clearTimeout(this.#patience);
    // Who looks around in a recording waits a little each time, on any network.
    const isSeeking = this.element?.seeking ?? false;
    this.#since ??= isSeeking ? null : performance.now();
    const left = PATIENCE_MS - (isSeeking ? 0 : this.#stood);
    this.#patience = setTimeout(() => this.#stoodStill(), Math.max(0, left));
  }

  runs(): void {
    clearTimeout(this.#patience);
    if (this.#since !== null) this.#stood += performance.now() - this.#since;
    this.#since = null;
    this.#renewed = false;
  }

  #stoodStill(): void {
    const { current, element } = this;
    this.#since = null;
    if (!current || !element || element.paused || element.readyState > 2) return;
    preferences.stoodStill(rateOf(current, this.#playback?.duration_ms ?? 0));
    if (preferences.quality === 'auto') this.choose();
  }

  /** Renews an expired address once, without a message. */
  failed(): void {
    this.#remember();
    if (this.#renewed) this.broken = true;
    else void this.again();
  }

  async again(): Promise<void> {
    this.broken = false;
    [this.#renewed, this.#renewing] = [true, true];
    await this.#reload();
    await tick();
    if (this.#renewing) [this.broken, this.#renewing] = [true, false];
  }

  close(): void {
    clearTimeout(this.#patience);
  }
}
