import { Upload as TusUpload, type DetailedError } from 'tus-js-client';
import { putUpload } from '#lib/api/media.ts';
import { Problem } from '#lib/api/problem.ts';
import { putTake, readTake, submitTake } from '#lib/api/training.ts';
import type { Attempt, Take } from '#lib/api/types.ts';
import type { LocalTake } from './store.ts';

/** Small enough for a tunnel to cost little, large enough not to wait between. */
const PIECE_BYTES = 4 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 500, 1500, 4000];
const CONFIRM_EVERY_MS = 1000;
const CONFIRM_TIMES = 30;

type Progress = (sent: number) => void;

/** Too large or of no use: sending again will not help. Any other fault may pass. */
const LASTING: readonly number[] = [413, 415];

function asProblem(error: Error | DetailedError): Problem {
  const status = 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
  if (LASTING.includes(status)) return new Problem('upload_refused', status);
  return new Problem(navigator.onLine ? 'upload_interrupted' : 'offline', 0);
}

function sendBytes(blob: Blob, location: string, signal: AbortSignal, progress: Progress) {
  return new Promise<void>((resolve, reject) => {
    const upload = new TusUpload(blob, {
      uploadUrl: new URL(location, window.location.origin).href,
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      storeFingerprintForResuming: false,
      onProgress: progress,
      onSuccess: () => resolve(),
      onError: (error) => reject(asProblem(error)),
    });
    signal.addEventListener('abort', () => {
      void upload.abort();
      reject(signal.reason);
    });
    upload.start();
  });
}

/** A camera app may hand over a file without a type; the server looks at the bytes anyway. */
const kindOf = (blob: Blob): string => blob.type.split(';')[0] || 'video/mp4';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the server itself says that the file is whole. */
async function confirmed(take: LocalTake, known: Take): Promise<Take> {
  let now = known;
  for (let times = 0; now.video.state === 'receiving' && times < CONFIRM_TIMES; times += 1) {
    await pause(CONFIRM_EVERY_MS);
    now = await readTake(take.organisation, take.attempt, take.id);
  }
  if (now.video.state === 'receiving') throw new Problem('upload_unconfirmed', 0);
  return now;
}

/**
 * Brings a recording to the server and registers it as a take. Every step may be repeated, after
 * a reload too: nothing is sent twice. Throws a Problem, or the signal's reason.
 */
export async function sendTake(
  take: LocalTake,
  signal: AbortSignal,
  progress: Progress,
): Promise<Take> {
  const { organisation, blob } = take;
  const upload = await putUpload(organisation, take.upload, {
    length: blob.size,
    content_type: kindOf(blob),
    purpose: 'take',
  });
  progress(upload.offset);
  if (upload.state === 'open') await sendBytes(blob, upload.location, signal, progress);
  signal.throwIfAborted();
  const { scene, recorded_at, duration_ms } = take;
  const body = { scene, upload: take.upload, recorded_at, duration_ms };
  return confirmed(take, await putTake(organisation, take.attempt, take.id, body));
}

export const submitSent = (take: LocalTake): Promise<Attempt> =>
  submitTake(take.organisation, take.attempt, take.id);
