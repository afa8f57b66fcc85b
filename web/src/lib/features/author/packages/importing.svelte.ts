import { newId } from '#lib/kit/api/ids.ts';
import {
  cancelPackageImport,
  confirmPackageImport,
  readPackageImport,
  sendPackage,
  type PackageImport,
} from '#lib/kit/api/packages.ts';
import { Problem } from '#lib/kit/api/problem.ts';

const POLL_MS = 1500;
const WORKING: readonly string[] = ['pending', 'checking', 'importing'];

/** One import, from the file to the drafts: sends it, follows it, and asks before it begins. */
export class Importing {
  readonly #org: string;
  #run = 0;
  file = $state.raw<File | null>(null);
  now = $state.raw<PackageImport | null>(null);
  problem = $state.raw<Problem | null>(null);
  confirming = $state(false);
  /** The part of the file that has left, from 0 to 1. */
  sent = $state(0);
  readonly sending = $derived(this.file !== null && this.now === null && this.problem === null);

  constructor(org: string) {
    this.#org = org;
  }

  /** Sends a file in place of whatever was there. */
  async send(file: File): Promise<void> {
    this.#leave();
    [this.file, this.sent] = [file, 0];
    await this.#follow(() => sendPackage(this.#org, newId(), file, (part) => (this.sent = part)));
  }

  async confirm(): Promise<void> {
    const { now } = this;
    if (!now || this.confirming) return;
    this.confirming = true;
    await this.#follow(() => confirmPackageImport(this.#org, now.id));
    this.confirming = false;
  }

  /** Forgets the import, except one that has begun: it goes on, and is followed to its end. */
  close(): void {
    if (this.now?.state !== 'importing') this.#leave();
  }

  /** Forgets the import; one that has begun goes on. */
  #leave(): void {
    const { now } = this;
    this.#run += 1;
    [this.file, this.now, this.problem] = [null, null, null];
    if (now && ['pending', 'ready'].includes(now.state)) {
      cancelPackageImport(this.#org, now.id).catch(() => undefined);
    }
  }

  async #follow(first: () => Promise<PackageImport>): Promise<void> {
    const run = (this.#run += 1);
    this.problem = null;
    try {
      let found = await first();
      while (run === this.#run) {
        this.now = found;
        if (!WORKING.includes(found.state)) return;
        this.confirming = false;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        if (run === this.#run) found = await readPackageImport(this.#org, found.id);
      }
      if (this.now?.id !== found.id) await cancelPackageImport(this.#org, found.id);
    } catch (refused) {
      if (run !== this.#run) return;
      this.problem = refused instanceof Problem ? refused : new Problem('unknown', 500);
    }
  }
}
