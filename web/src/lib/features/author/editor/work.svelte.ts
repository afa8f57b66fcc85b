import { nowIso } from '#lib/kit/api/clock.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem, type ProblemPart } from '#lib/kit/api/problem.ts';
import type { Tagged } from '#lib/kit/api/tagged.ts';
import { publish, putVersion, readVersion, saveNew, type VersionDocument } from './api.ts';
import { fromServer, isSameDraft, type Draft } from './document/draft.ts';
import { allGaps, sceneOfPlace, type Gap } from './document/gaps.ts';
import { changeScene } from './document/scenes.ts';
import type { OptionDraft, SceneDraft } from './document/draft.ts';
import { AutoSave, type Conflict, type Saving } from './saving/autosave.ts';
import { History } from './saving/history.ts';
import { KeptDraft, lockPage, openPages, type Left } from './saving/kept.ts';

const KEEP_AFTER_MS = 200;
/** The places in the outline that are no scene; no scene has such a key, which begins otherwise. */
export const CARD = '#card';
export const PATHS = '#paths';
export const CHECK = '#check';
export const READING = '#reading';

type Whose = { org: string; person: string; version: string };

const draftOf = ({ value, etag }: Tagged<VersionDocument>): Tagged<Draft> => ({
  value: fromServer(value),
  etag,
});

/** An author at work on one draft: what is on screen, its saving, and what can be taken back. */
export class DraftWork {
  draft = $state.raw() as Draft;
  saving = $state.raw<Saving>({ state: 'untouched', at: null, problem: null });
  conflict = $state.raw<Conflict<Draft> | null>(null);
  canUndo = $state(false);
  canRedo = $state(false);
  /** What an earlier page left unsaved is on screen again. */
  restored = $state(false);
  /** False where this device keeps no copy of what is unsaved. */
  kept = $state(true);
  /** The key of the scene whose form is open, or one of the other places. */
  open = $state<string>(CARD);
  /** The server's estimate of the length in minutes, of what was saved last. */
  estimate = $state<number | null>(null);
  /** How often the server has taken a save: what it renders is worth reading again. */
  saves = $state(0);
  /** What the server refused at the last attempt to publish. */
  refused = $state.raw<readonly ProblemPart[]>([]);

  /** What is left of the reading by a colleague, where the organisation asks for it. */
  unread = $state.raw<readonly Gap[]>([]);
  readonly gaps: Gap[] = $derived([...allGaps(this.draft, this.refused), ...this.unread]);
  readonly scene: SceneDraft | null = $derived(
    this.draft.scenes.find(({ key }) => key === this.open) ?? null,
  );

  readonly #whose: Whose;
  #history: History<Draft>;
  #auto: AutoSave<Draft>;
  #device: KeptDraft<Draft>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unlock: () => void;
  #left: Left<Draft> | null = null;

  constructor(whose: Whose, seen: Tagged<VersionDocument>) {
    const saved = draftOf(seen);
    this.#whose = whose;
    this.draft = saved.value;
    this.estimate = seen.value.estimated_minutes ?? null;
    this.#history = new History(saved.value);
    this.#auto = this.#savingOver(saved);
    const { person, org, version } = whose;
    this.#device = new KeptDraft({ person, organisation: org, version }, newId());
    this.#unlock = lockPage(this.#device.name);
  }

  #savingOver(saved: Tagged<Draft>): AutoSave<Draft> {
    const { org, version } = this.#whose;
    return new AutoSave(saved, {
      isSame: isSameDraft,
      changed: () => this.#noted(),
      read: async () => draftOf(await readVersion(org, version)),
      send: async (draft, etag) => {
        const answer = await putVersion(org, version, draft, etag);
        this.estimate = answer.value.estimated_minutes ?? null;
        this.saves += 1;
        return draftOf(answer);
      },
    });
  }

  /** Brings back what an earlier page left on this device. */
  async restore(): Promise<void> {
    const left = this.#device.left(await openPages(this.#device.names()));
    const [newest] = left;
    if (!newest || this.#auto.isDirty) return;
    const { value, base } = newest.unsaved;
    const stored = this.#auto.saved;
    if (isSameDraft(value, stored.value)) return this.#device.forget(newest.name);
    this.#left = newest;
    this.restored = true;
    // Over the state that it was made over: the server says whether that is still the one.
    this.#auto = this.#savingOver(base);
    this.#take(value);
    this.#auto.put(value);
    this.#keep();
  }

  /** Makes a change; those of the same `place` without a pause are taken back together. */
  change(place: string, to: (draft: Draft) => Draft): void {
    const next = to(this.draft);
    if (next === this.draft) return;
    this.#history.change(next, place);
    this.#show(next);
  }

  changeScene(place: string, key: string, to: Partial<SceneDraft>): void {
    this.change(`${key}.${place}`, (draft) => changeScene(draft, key, to));
  }

  changeOptions(place: string, scene: SceneDraft, options: readonly OptionDraft[]): void {
    this.changeScene(place, scene.key, { options });
  }

  undo(): void {
    if (this.#history.canUndo) this.#show(this.#history.undo());
  }

  redo(): void {
    if (this.#history.canRedo) this.#show(this.#history.redo());
  }

  /** Throws away what was brought back from this device. */
  discardRestored(): void {
    this.restored = false;
    this.undo();
  }

  #take(draft: Draft): void {
    this.#history.change(draft);
    this.draft = draft;
    [this.canUndo, this.canRedo] = [this.#history.canUndo, this.#history.canRedo];
  }

  #show(draft: Draft): void {
    this.draft = draft;
    [this.canUndo, this.canRedo] = [this.#history.canUndo, this.#history.canRedo];
    this.#stay();
    this.#auto.put(draft);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), KEEP_AFTER_MS);
  }

  /** Opens the card where the scene that was open is gone. */
  #stay(): void {
    if (!this.open.startsWith('#') && !this.scene) this.open = CARD;
  }

  #noted(): void {
    this.saving = this.#auto.saving;
    this.conflict = this.#auto.conflict;
    if (!this.#auto.isDirty) this.#forget();
  }

  /** Keeps on this device what the server does not have. */
  #keep(): void {
    clearTimeout(this.#timer);
    if (!this.#auto.isDirty) return this.#forget();
    const { draft: value } = this;
    this.kept = this.#device.keep({ value, base: this.#auto.saved, at: nowIso() });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.kept = true;
    this.#device.forget();
    if (this.#left) this.#device.forget(this.#left.name);
    this.#left = null;
  }

  /** Keeps what is unsaved and sends it at once: the page is about to be hidden or left. */
  secure(): void {
    this.#keep();
    void this.#auto.flush();
  }

  retry(): void {
    void this.#auto.flush();
  }

  /** Leaves the draft. What could not be sent stays on this device. */
  async close(): Promise<void> {
    this.#keep();
    await this.#auto.close();
    this.#unlock();
  }

  /** Goes on with a draft that has the chosen fields of both versions. */
  settle(next: Draft): void {
    if (!this.conflict) return;
    this.restored = false;
    this.#history.restart(next);
    this.draft = next;
    [this.canUndo, this.canRedo] = [false, false];
    this.#stay();
    this.#auto.settle(next);
    this.#keep();
  }

  /** Saves the text under a new version, because this one was published meanwhile. */
  async saveAsNew(): Promise<string> {
    const version = await saveNew(this.#whose.org, this.draft);
    this.#forget();
    return version;
  }

  /**
   * Publishes what is on screen, once it is saved. Returns whether it is published; what is lacking
   * is in `gaps` then.
   */
  async publish(): Promise<boolean> {
    if (!(await this.#auto.flush())) throw this.saving.problem ?? new Problem('unknown', 500);
    try {
      await publish(this.#whose.org, this.#whose.version);
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== 'scenario_incomplete') throw problem;
      this.refused = problem.parts;
      return false;
    }
  }

  /** Returns the key of the scene, or the other place, whose form has a place of the document. */
  placeOf(attr: string): string {
    if (attr === 'readings' || attr === 'remarks') return READING;
    return sceneOfPlace(this.draft, attr) ?? (attr === 'scenes' ? PATHS : CARD);
  }

  /** Opens the form that has a place of the document. */
  openPlace(attr: string): void {
    this.open = this.placeOf(attr);
  }
}
