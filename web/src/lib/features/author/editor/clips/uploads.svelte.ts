import { newId } from '#lib/kit/api/ids.ts';
import { putUpload } from '#lib/kit/api/media.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';

/** Where a clip belongs in a draft: `s2.clips.nl`. */
export type ClipPlace = { scene: string; member: 'clips' | 'example_clips'; language: Language };

/** A clip on its way to the server, which lives in this page until it has arrived. */
export class ClipUpload {
  readonly id = newId();
  percent = $state(0);
  problem = $state.raw<Problem | null>(null);
  readonly place: ClipPlace;
  readonly blob: Blob;
  readonly stop = new AbortController();

  constructor(place: ClipPlace, blob: Blob) {
    this.place = place;
    this.blob = blob;
  }
}

const isAt = (one: ClipPlace, other: ClipPlace) =>
  one.scene === other.scene && one.member === other.member && one.language === other.language;

/** Sends scenes' clips, while one goes on writing, and hands over the id of each that arrived. */
export class ClipUploads {
  all = $state.raw<readonly ClipUpload[]>([]);
  readonly isBusy = $derived(this.all.some(({ problem }) => problem === null));
  #org: string;
  #arrived: (place: ClipPlace, video: string) => void;

  constructor(org: string, arrived: (place: ClipPlace, video: string) => void) {
    this.#org = org;
    this.#arrived = arrived;
  }

  at(place: ClipPlace): ClipUpload | undefined {
    return this.all.find((upload) => isAt(upload.place, place));
  }

  /** Sends a clip for a place, instead of one that is still on its way there. */
  add(place: ClipPlace, blob: Blob): void {
    const before = this.at(place);
    if (before) this.drop(before);
    const upload = new ClipUpload(place, blob);
    this.all = [...this.all, upload];
    void this.send(upload);
  }

  drop(upload: ClipUpload): void {
    upload.stop.abort();
    this.all = this.all.filter((one) => one !== upload);
  }

  async send(upload: ClipUpload): Promise<void> {
    upload.problem = null;
    try {
      await this.#bytes(upload);
      this.drop(upload);
      this.#arrived(upload.place, upload.id);
    } catch (fault) {
      if (upload.stop.signal.aborted) return;
      upload.problem = fault instanceof Problem ? fault : new Problem('unknown', 500);
    }
  }

  async #bytes(upload: ClipUpload): Promise<void> {
    const { id, blob, stop } = upload;
    const content_type = blob.type.split(';')[0] || 'video/mp4';
    const body = { length: blob.size, content_type, purpose: 'scene' as const };
    const known = await putUpload(this.#org, id, body);
    if (known.state !== 'open') return;
    // Most visits send no clip: what sends one is fetched then.
    const { sendBytes } = await import('#lib/base/takes/send.ts');
    await sendBytes(blob, this.#org, known.location, stop.signal, (sent) => {
      upload.percent = Math.round((100 * sent) / blob.size);
    });
  }
}
