import { Upload, type DetailedError, type UploadOptions } from 'tus-js-client';
import { forWhom } from '#lib/kit/api/forWhom.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { FIRST_BYTES, afterFailure, afterPiece } from './rate.ts';

/** Called with how many bytes the server has. */
export type Progress = (sent: number) => void;

const RETRY_DELAYS_MS = [0, 500, 1500, 4000];
/** How long an upload may send nothing before it is ended; longer than any piece takes. */
const STALLED_MS = 60_000;

/** Statuses that sending again can't change: too large, or of no use. */
const LASTING: readonly number[] = [413, 415];
/**
 * Statuses of a conflict: another request was writing, or the server has another offset than we
 * thought. Asking again resolves it.
 */
const BUSY: readonly number[] = [409, 423];

/** The size of a piece that this network carried lately; the next recording starts there. */
let pieceBytes = FIRST_BYTES;

const statusOf = (error: Error | DetailedError): number =>
  'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;

function asProblem(error: Error | DetailedError): Problem {
  const status = statusOf(error);
  if (LASTING.includes(status)) return new Problem('upload_refused', status);
  return new Problem(navigator.onLine ? 'upload_interrupted' : 'offline', 0);
}

/**
 * Returns the options that fit the size of pieces to the network, of the running upload and of
 * later ones.
 */
function pieceOptions(running: () => Upload): Partial<UploadOptions> {
  let started = 0;
  const use = (bytes: number) => {
    pieceBytes = running().options.chunkSize = bytes;
  };
  return {
    chunkSize: pieceBytes,
    onBeforeRequest: () => void (started = performance.now()),
    onChunkComplete: (bytes) => use(afterPiece(pieceBytes, bytes, performance.now() - started)),
    onShouldRetry: (error) => {
      use(afterFailure(pieceBytes));
      const status = statusOf(error);
      return navigator.onLine && (status < 400 || status >= 500 || BUSY.includes(status));
    },
  };
}

/** Returns a timer whose `late` rejects when nothing was heard for a while. */
function stallTimer() {
  let giveUp: (reason: Problem) => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => (giveUp = reject));
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    timer = setTimeout(() => giveUp(new Problem('upload_interrupted', 0)), STALLED_MS);
  };
  heard();
  return { late, heard, stop };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * Sends the bytes that the server does not have yet, for this page's person in the organisation.
 * Throws a Problem, or the signal's reason.
 */
export async function sendBytes(
  blob: Blob,
  organisation: string,
  location: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<void> {
  const { late, heard, stop } = stallTimer();
  const { promise: arrived, resolve, reject } = deferred();
  const upload: Upload = new Upload(blob, {
    ...pieceOptions(() => upload),
    // A capability opens the upload to whoever has it; this says who it was meant for.
    headers: forWhom('PATCH', `/api/v1/${organisation}/uploads`),
    uploadUrl: new URL(location, window.location.origin).href,
    retryDelays: RETRY_DELAYS_MS,
    storeFingerprintForResuming: false,
    onProgress: heard,
    // What the server has, not what left this device: that may still get lost on the way.
    onAfterResponse: (_, answer) => {
      const offset = answer.getHeader('Upload-Offset');
      if (offset) progress(Number(offset));
    },
    onSuccess: () => resolve(),
    onError: (error) => reject(asProblem(error)),
  });
  upload.start();
  try {
    await Promise.race([arrived, late, aborted(signal)]);
  } finally {
    stop();
    void upload.abort();
  }
}

function deferred() {
  let resolve: () => void = () => undefined;
  let reject: (reason: Problem) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
