import { putUpload } from '#lib/kit/api/media.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { putSelfCheck, putTake, readTake } from '#lib/kit/api/training.ts';
import type { Attempt, Take } from '#lib/kit/api/types.ts';
import { sendBytes, type Progress } from './bytes.ts';
import type { LocalTake } from './store.ts';
import { endAttempt } from './wishes.ts';

// What else sends bytes imports it from here: one file then has all that only sending needs.
export { sendBytes };

const CONFIRM_EVERY_MS = 1000;
const CONFIRM_TIMES = 30;

/**
 * Returns the file's type; a camera app may give none, and the server looks at the bytes anyway.
 */
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
 * Announces the upload. A 404 says that the id is somebody else's, in whose session this device
 * sent it before.
 */
async function announce({ organisation, upload, blob }: LocalTake) {
  const body = { length: blob.size, content_type: kindOf(blob), purpose: 'take' as const };
  try {
    return await putUpload(organisation, upload, body);
  } catch (problem) {
    const isTaken = problem instanceof Problem && problem.status === 404;
    throw isTaken ? new Problem('upload_id_taken', 404, problem.message) : problem;
  }
}

/**
 * Sends a recording to the server and registers it as a take.
 *
 * Every step may be repeated, after a reload too: nothing is sent twice. Throws a Problem, or the
 * signal's reason.
 */
export async function sendTake(
  take: LocalTake,
  signal: AbortSignal,
  progress: Progress,
): Promise<Take> {
  const { organisation, blob } = take;
  const upload = await announce(take);
  progress(upload.offset);
  if (upload.state === 'open') {
    await sendBytes(blob, organisation, upload.location, signal, progress);
  }
  signal.throwIfAborted();
  const { scene, recorded_at, duration_ms } = take;
  const body = { scene, upload: take.upload, recorded_at, duration_ms };
  return confirmed(take, await putTake(organisation, take.attempt, take.id, body));
}

/** Ends the attempt of a take that has arrived, with all that go with it. */
export const endSent = (take: LocalTake): Promise<Attempt> =>
  endAttempt({
    organisation: take.organisation,
    attempt: take.attempt,
    takes: take.together ?? [take.id],
    end: take.end ?? 'submission',
    with_self_check: take.with_self_check ?? false,
  });

/** Saves what the person found of a take. A refusal that stays keeps no recording from its way. */
export async function saveSelfCheck(take: LocalTake): Promise<void> {
  if (!take.self_check) return;
  try {
    await putSelfCheck(take.organisation, take.attempt, take.id, take.self_check);
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.isPassing || problem.isForSomeoneElse)
      throw problem;
  }
}
