import {
  publishRubricVersion,
  readRubricDraft,
  saveRubricDraft,
  type RubricVersion,
} from '#lib/kit/api/authoring.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Tagged } from '#lib/kit/api/tagged.ts';
import {
  AutoSave,
  type Conflict,
  type Saving,
} from '#lib/features/author/editor/saving/autosave.ts';
import { History } from '#lib/features/author/editor/saving/history.ts';
import {
  KeptDraft,
  lockPage,
  openPages,
  type Left,
} from '#lib/features/author/editor/saving/kept.ts';
import { fromServer, isSame, toServer, type RubricDraft } from './draft.ts';
import { momentNow, saveNew } from './start.ts';

const KEEP_AFTER_MS = 200;

type Whose = { org: string; person: string; version: string };

const draftOf = ({ value, etag }: Tagged<RubricVersion>): Tagged<RubricDraft> => ({
  value: fromServer(value, newId),
  etag,
});

/** An author at work on the draft of a rubric: what is on screen, its saving, and its history. */
export class RubricWork {
  draft = $state.raw() as RubricDraft;
  saving = $state.raw<Saving>({ state: 'untouched', at: null, problem: null });
  conflict = $state.raw<Conflict<RubricDraft> | null>(null);
  canUndo = $state(false);
  canRedo = $state(false);
  /** What an earlier page left unsaved is on screen again. */
  restored = $state(false);
  /** False where this device keeps no copy of what is unsaved. */
  kept = $state(true);

  readonly #whose: Whose;
  #history: History<RubricDraft>;
  #auto: AutoSave<RubricDraft>;
  #device: KeptDraft<RubricDraft>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unlock: () => void;
  #left: Left<RubricDraft> | null = null;

  constructor(whose: Whose, seen: Tagged<RubricVersion>) {
    const saved = draftOf(seen);
    this.#whose = whose;
    this.draft = saved.value;
    this.#history = new History(saved.value);
    this.#auto = this.#savingOver(saved);
    const { person, org, version } = whose;
    this.#device = new KeptDraft({ person, organisation: org, version }, newId());
    this.#unlock = lockPage(this.#device.name);
  }

  /** The ETag of what the server has, as far as it has answered. */
  get etag(): string {
    return this.#auto.saved.etag;
  }

  #savingOver(saved: Tagged<RubricDraft>): AutoSave<RubricDraft> {
    const { org, version } = this.#whose;
    return new AutoSave(saved, {
      isSame,
      changed: () => this.#noted(),
      read: async () => draftOf(await readRubricDraft(org, version)),
      send: async (draft, etag) =>
        draftOf(await saveRubricDraft(org, version, toServer(draft), etag)),
    });
  }

  /** Brings back what an earlier page left on this device, over the state that it was made over. */
  async restore(): Promise<void> {
    const [newest] = this.#device.left(await openPages(this.#device.names()));
    if (!newest || this.#auto.isDirty) return;
    const { value, base } = newest.unsaved;
    if (isSame(value, this.#auto.saved.value)) return this.#device.forget(newest.name);
    this.#left = newest;
    this.restored = true;
    this.#auto = this.#savingOver(base);
    this.change(value);
  }

  /** Makes a change; those of the same `place` without a pause are taken back together. */
  change(next: RubricDraft, place = ''): void {
    if (next === this.draft) return;
    this.#history.change(next, place);
    this.#show(next);
  }

  undo(): void {
    if (this.#history.canUndo) this.#show(this.#history.undo());
  }

  redo(): void {
    if (this.#history.canRedo) this.#show(this.#history.redo());
  }

  discardRestored(): void {
    this.restored = false;
    this.undo();
  }

  #show(draft: RubricDraft): void {
    this.draft = draft;
    [this.canUndo, this.canRedo] = [this.#history.canUndo, this.#history.canRedo];
    this.#auto.put(draft);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), KEEP_AFTER_MS);
  }

  #noted(): void {
    this.saving = this.#auto.saving;
    this.conflict = this.#auto.conflict;
    if (!this.#auto.isDirty) this.#forget();
  }

  #keep(): void {
    clearTimeout(this.#timer);
    if (!this.#auto.isDirty) return this.#forget();
    const at = momentNow();
    this.kept = this.#device.keep({ value: this.draft, base: this.#auto.saved, at });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.kept = true;
    this.#device.forget();
    if (this.#left) this.#device.forget(this.#left.name);
    this.#left = null;
  }

  /** Sends what is unsaved at once; true when nothing is left. */
  flush(): Promise<boolean> {
    return this.#auto.flush();
  }

  /** Keeps what is unsaved and sends it at once: the page is about to be hidden or left. */
  secure(): void {
    this.#keep();
    void this.#auto.flush();
  }

  /** Leaves the draft. What could not be sent stays on this device. */
  async close(): Promise<void> {
    this.#keep();
    await this.#auto.close();
    this.#unlock();
  }

  /** Goes on with what was chosen of the two versions that were saved at the same time. */
  settle(next: RubricDraft): void {
    if (!this.conflict) return;
    this.restored = false;
    this.#history.restart(next);
    this.draft = next;
    [this.canUndo, this.canRedo] = [false, false];
    this.#auto.settle(next);
    this.#keep();
  }

  /** Saves the text as a new version, because this one was published meanwhile; returns its id. */
  async saveAsNew(): Promise<string> {
    const version = await saveNew(this.#whose.org, this.draft);
    this.#forget();
    return version;
  }

  /**
   * Publishes what is on screen, once it is saved. Returns false where the server finds that
   * something is missing.
   */
  async publish(): Promise<boolean> {
    const { org, version } = this.#whose;
    if (!(await this.flush())) throw this.saving.problem ?? new Problem('unknown', 500);
    try {
      await publishRubricVersion(org, version);
      return true;
    } catch (problem) {
      if (problem instanceof Problem && problem.code === 'rubric_incomplete') return false;
      throw problem;
    }
  }
}
