import { nowIso } from '#lib/api/clock.ts';
import { bestKind } from './kinds.ts';
import { listen } from './loudness.ts';

export type RecorderPhase =
  | 'asking'
  | 'ready'
  | 'countdown'
  | 'recording'
  | 'saving'
  | 'blocked'
  | 'missing'
  | 'busy'
  | 'unsupported';

export type Recording = { blob: Blob; duration_ms: number; recorded_at: string };

const COUNT_FROM = 3;
const SECOND_MS = 1000;
const SILENT_AFTER_MS = 3000;
const SILENT_LEVEL = 0.08;

const PICTURE: MediaTrackConstraints = {
  facingMode: 'user',
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

function refusal(error: unknown): RecorderPhase {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}

export function canRecord(): boolean {
  return 'MediaRecorder' in globalThis && !!globalThis.navigator?.mediaDevices?.getUserMedia;
}

/** The camera and microphone, from asking for them to a finished recording. */
export class Recorder {
  phase = $state<RecorderPhase>('asking');
  stream = $state.raw<MediaStream | null>(null);
  /** 3, 2, 1 while counting down. */
  count = $state(COUNT_FROM);
  elapsed = $state(0);
  level = $state(0);
  /** Recording for a while and nothing was heard. */
  silent = $state(false);
  readonly #longest: number;
  readonly #finish: (recording: Recording) => void;
  #recorder: MediaRecorder | null = null;
  #awake: WakeLockSentinel | null = null;
  #deaf: (() => void) | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #picture = true;
  #loudest = 0;
  #opened = 0;

  /** `longest` in ms: the recording stops there by itself. */
  constructor(longest: number, finish: (recording: Recording) => void) {
    this.#longest = longest;
    this.#finish = finish;
  }

  /** Asks for the camera (unless sound alone will do) and the microphone. */
  async open(picture: boolean): Promise<void> {
    this.close();
    const mine = ++this.#opened;
    this.#picture = picture;
    this.phase = 'asking';
    if (!canRecord() || !bestKind(picture)) {
      this.phase = 'unsupported';
      return;
    }
    try {
      const wish = { audio: { echoCancellation: true }, video: picture && PICTURE };
      const stream = await navigator.mediaDevices.getUserMedia(wish);
      if (mine !== this.#opened) return stopTracks(stream);
      this.#use(stream);
    } catch (error) {
      if (mine === this.#opened) this.phase = refusal(error);
    }
  }

  #use(stream: MediaStream): void {
    this.stream = stream;
    this.phase = 'ready';
    for (const track of stream.getTracks()) track.addEventListener('ended', () => this.stop());
    this.#deaf = listen(stream, (level) => {
      this.level = level;
      this.#loudest = Math.max(this.#loudest, level);
    });
  }

  countDown(): void {
    if (this.phase !== 'ready') return;
    this.phase = 'countdown';
    this.count = COUNT_FROM;
    this.#timer = setInterval(() => {
      this.count -= 1;
      if (this.count === 0) this.begin();
    }, SECOND_MS);
  }

  /** Starts at once; also the way to skip the countdown. */
  begin(): void {
    clearInterval(this.#timer);
    const kind = bestKind(this.#picture);
    if (!this.stream || !kind) return;
    const recorder = new MediaRecorder(this.stream, {
      mimeType: kind,
      videoBitsPerSecond: 1_200_000,
      audioBitsPerSecond: 96_000,
    });
    this.#record(recorder, kind);
  }

  #record(recorder: MediaRecorder, kind: string): void {
    const pieces: Blob[] = [];
    const started = performance.now();
    const recorded_at = nowIso();
    recorder.ondataavailable = ({ data }) => data.size && pieces.push(data);
    recorder.onstop = () => {
      const duration_ms = Math.ceil(Math.min(performance.now() - started, this.#longest));
      if (this.#recorder !== recorder) return;
      this.#recorder = null;
      this.#finish({ blob: new Blob(pieces, { type: kind }), duration_ms, recorded_at });
    };
    this.#recorder = recorder;
    recorder.start(SECOND_MS);
    void this.#stayAwake();
    [this.phase, this.elapsed, this.silent, this.#loudest] = ['recording', 0, false, 0];
    this.#timer = setInterval(() => this.#tick(performance.now() - started), 100);
  }

  /** The screen must not sleep in the middle of a sentence; where it cannot be held, it may. */
  async #stayAwake(): Promise<void> {
    try {
      this.#awake = await navigator.wakeLock.request('screen');
    } catch {
      this.#awake = null;
    }
  }

  #tick(elapsed: number): void {
    this.elapsed = Math.min(elapsed, this.#longest);
    this.silent = elapsed > SILENT_AFTER_MS && this.#loudest < SILENT_LEVEL;
    if (elapsed >= this.#longest) this.stop();
  }

  /** Ends the recording and hands it over; before one it only ends the countdown. */
  stop(): void {
    clearInterval(this.#timer);
    if (this.phase === 'countdown') this.phase = 'ready';
    if (this.phase !== 'recording') return;
    this.phase = 'saving';
    void this.#awake?.release();
    this.#recorder?.stop();
  }

  /** Lets go of the camera. A recording under way is dropped. */
  close(): void {
    clearInterval(this.#timer);
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder?.state === 'recording') recorder.stop();
    void this.#awake?.release();
    this.#deaf?.();
    this.#deaf = null;
    if (this.stream) stopTracks(this.stream);
    this.stream = null;
    this.#opened += 1;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
