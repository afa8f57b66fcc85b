import { shuttle } from '#lib/features/review/keys/keys.ts';
import { USUAL_MS, watchFrames } from './frames.ts';

const TICK_MS = 200;

/** The speeds that a coach can choose. */
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** A part of the recording, in ms. */
export type Bounds = { from: number; until: number; again: boolean };

/** The desk's control of a video element: where it is, which way it runs, and how fast. */
export class Player {
  element = $state.raw<HTMLVideoElement>();
  /** Milliseconds from the start. */
  at = $state(0);
  playing = $state(false);
  /** The coach's own choice of speed for listening. */
  rate = $state(1);
  muted = $state(false);
  /** Another video is heard instead. */
  hushed = $state(false);
  /** 0 unless the shuttle keys run it; below zero it goes back. */
  gear = $state(0);
  /** The part that it plays and stays in, once or again and again; null plays on. */
  bounds = $state.raw<Bounds | null>(null);
  #frame = USUAL_MS;
  #unwatch: () => void = () => undefined;
  #rewind: ReturnType<typeof setInterval> | undefined;
  /** Where the next video begins, once it is here. */
  #wish: { at: number; plays: boolean } | null = null;

  /** Begins another video at a moment, as soon as it is here. */
  begin(at: number, plays: boolean): void {
    this.pause();
    this.bounds = null;
    this.at = 0;
    this.#wish = { at, plays };
  }

  /** Takes the element of a video; null when there is none. */
  use(element: HTMLVideoElement | undefined): void {
    this.element = element;
    this.#unwatch();
    this.#unwatch = () => undefined;
    if (!element) return;
    element.muted = this.muted || this.hushed;
    if ('requestVideoFrameCallback' in element)
      this.#unwatch = watchFrames(element, (ms) => (this.#frame = ms));
    if (!this.#wish) return;
    const { at, plays } = this.#wish;
    this.#wish = null;
    element.currentTime = Math.max(0, at) / 1000;
    if (plays) this.play();
  }

  get exactly(): number {
    return Math.round((this.element?.currentTime ?? 0) * 1000);
  }

  seek(ms: number): void {
    if (!this.element) return;
    if (this.bounds && (ms < this.bounds.from || ms > this.bounds.until)) this.bounds = null;
    const end = Number.isFinite(this.element.duration) ? this.element.duration : Infinity;
    this.element.currentTime = Math.min(Math.max(0, ms / 1000), end);
    this.at = this.exactly;
  }

  step(ms: number): void {
    this.seek((this.element?.currentTime ?? 0) * 1000 + ms);
  }

  /** Plays within a part from now on. */
  stayIn(bounds: Bounds): void {
    this.bounds = bounds;
  }

  /** At the end of the part: plays it again, or stops. False where there is more to play. */
  keepWithin(at = this.exactly): boolean {
    if (!this.bounds || at < this.bounds.until) return false;
    const { from, again } = this.bounds;
    if (again) {
      this.seek(from);
      this.play();
    } else {
      this.pause();
      this.bounds = null;
    }
    return true;
  }

  /** Goes one frame back or forward, and stands still. */
  frame(by: 1 | -1): void {
    this.pause();
    this.step(by * this.#frame);
  }

  /** Plays a part again and again. */
  repeat({ from, until }: Omit<Bounds, 'again'>): void {
    this.seek(from);
    this.stayIn({ from, until, again: true });
    this.play();
  }

  toggle(): void {
    if (this.playing || this.gear) this.pause();
    else this.play(this.rate);
  }

  play(speed: number = this.rate): void {
    this.#stopRewind();
    if (!this.element) return;
    this.element.playbackRate = speed;
    void this.element.play().catch(() => undefined);
  }

  pause(): void {
    this.#stopRewind();
    this.gear = 0;
    this.element?.pause();
  }

  /** J, K, L. A browser plays no video backwards, so going back is a row of small steps. */
  shuttle(way: 'back' | 'stop' | 'on'): void {
    const start = this.gear || (this.playing ? 1 : 0);
    const gear = shuttle(start, way);
    this.pause();
    this.gear = gear;
    if (gear > 0) this.play(gear);
    if (gear < 0) this.#rewind = setInterval(() => this.#back(), TICK_MS);
  }

  changeRate(rate: number): void {
    this.rate = rate;
    if (this.element) this.element.playbackRate = rate;
  }

  #back(): void {
    this.step(this.gear * TICK_MS);
    if (this.at <= 0) this.pause();
  }

  #stopRewind(): void {
    clearInterval(this.#rewind);
  }
}
