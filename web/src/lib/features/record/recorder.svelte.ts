import type { RecordedPiece } from '#lib/base/takes/drafts.ts';
import type { Lack } from '#lib/base/takes/store.ts';
import { nowIso } from '#lib/kit/api/clock.ts';
import { bestKind } from './kinds.ts';
import { listen } from './loudness.ts';
import { watchLight } from './picture.ts';
import { Quality } from './quality.ts';

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

export type Recording = {
  blob: Blob;
  duration_ms: number;
  recorded_at: string;
  lacks: readonly Lack[];
};

export type RecorderEvents = {
  finish: (recording: Recording) => void;
  /** Called while recording, so that a crash does not lose what there is. */
  keep?: ((piece: RecordedPiece) => void) | undefined;
};

/** The last seconds before a recording, which are counted aloud: 3, 2, 1. */
export const LAST_COUNT = 3;
const SECOND_MS = 1000;
const LACKS_AFTER_MS = 3000;

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

/** Runs the camera and microphone, from asking for them to a finished recording. */
export class Recorder {
  phase = $state<RecorderPhase>('asking');
  stream = $state.raw<MediaStream | null>(null);
  /** Seconds until the recording starts. */
  count = $state(LAST_COUNT);
  elapsed = $state(0);
  level = $state(0);
  /** What is missing from a recording that has run for a while: sound or picture. */
  lacks = $state.raw<readonly Lack[]>([]);
  readonly #longest: number;
  readonly #events: RecorderEvents;
  #recorder: MediaRecorder | null = null;
  #awake: WakeLockSentinel | null = null;
  #senses: (() => void)[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #picture = true;
  #quality = new Quality();
  #opened = 0;

  /** Takes the longest length in ms, at which the recording stops by itself. */
  constructor(longest: number, events: RecorderEvents) {
    this.#longest = longest;
    this.#events = events;
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
    const hear = (level: number) => {
      this.level = level;
      this.#quality.hear(level);
    };
    this.#senses = [listen(stream, hear), watchLight(stream, (light) => this.#quality.see(light))];
  }

  /** Counts down to the recording, for at least the usual seconds. */
  countDown(seconds = 0): void {
    if (this.phase !== 'ready') return;
    this.phase = 'countdown';
    this.count = Math.max(LAST_COUNT, Math.ceil(seconds));
    this.#timer = setInterval(() => {
      this.count -= 1;
      if (this.count === 0) this.begin();
    }, SECOND_MS);
  }

  /** Starts the recording at once; also skips the countdown. */
  begin(): void {
    clearInterval(this.#timer);
    const kind = bestKind(this.#picture);
    if (!this.stream || !kind) return;
    const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
      mimeType: kind,
      videoBitsPerSecond: 1_200_000,
      audioBitsPerSecond: 96_000,
      // MP4 comes in runs that begin at a key frame: without this Chrome hands over five seconds at
      // a time, and a crash would take as much.
      videoKeyFrameIntervalDuration: SECOND_MS,
    };
    this.#record(new MediaRecorder(this.stream, options), kind);
  }

  #record(recorder: MediaRecorder, kind: string): void {
    const pieces: Blob[] = [];
    const started = performance.now();
    const recorded_at = nowIso();
    const length = () => Math.ceil(Math.min(performance.now() - started, this.#longest));
    recorder.ondataavailable = ({ data: bytes }) => {
      if (!bytes.size) return;
      const number = pieces.push(bytes);
      this.#events.keep?.({ bytes, number, duration_ms: length(), recorded_at, kind });
    };
    recorder.onstop = () => {
      if (this.#recorder !== recorder) return;
      this.#recorder = null;
      const blob = new Blob(pieces, { type: kind });
      const { lacks } = this.#quality;
      this.#events.finish({ blob, duration_ms: length(), recorded_at, lacks });
    };
    this.#recorder = recorder;
    recorder.start(SECOND_MS);
    void this.#stayAwake();
    this.#quality = new Quality();
    [this.phase, this.elapsed, this.lacks] = ['recording', 0, []];
    this.#timer = setInterval(() => this.#tick(performance.now() - started), 100);
  }

  /** Keeps the screen on while recording; where the browser refuses, it may go off. */
  async #stayAwake(): Promise<void> {
    try {
      this.#awake = await navigator.wakeLock.request('screen');
    } catch {
      this.#awake = null;
    }
  }

  #tick(elapsed: number): void {
    this.elapsed = Math.min(elapsed, this.#longest);
    if (elapsed > LACKS_AFTER_MS) this.lacks = this.#quality.lacks;
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

  /** Closes the camera. Of a recording under way, what was kept so far stays. */
  close(): void {
    clearInterval(this.#timer);
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder?.state === 'recording') recorder.stop();
    void this.#awake?.release();
    for (const stop of this.#senses) stop();
    this.#senses = [];
    if (this.stream) stopTracks(this.stream);
    this.stream = null;
    this.#opened += 1;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
