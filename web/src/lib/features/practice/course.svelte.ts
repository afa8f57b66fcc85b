import { Problem } from '#lib/kit/api/problem.ts';
import type { Notes } from './kept.ts';
import type { PlayAnswer, PlayExercise, PlayScene } from './shape.ts';
import type { ExerciseSource } from './source.ts';
import { isUsable, type ShownTake } from './takes.ts';
import { branches, isConversation, walk } from './walk.ts';

export type CourseParts = {
  exercise: () => Pick<PlayExercise, 'scenes' | 'criteria'>;
  answers: () => readonly PlayAnswer[];
  /** Receives an answer that was kept. */
  answered: (answer: PlayAnswer) => void;
  source: ExerciseSource;
  /** Moves the focus to the heading of what is on screen now. */
  focus: () => void;
  /** What an earlier visit noted, and where it is noted from now on. */
  notes?: { before: Notes; keep: (notes: Notes) => void };
};

/** Where a person is in an exercise: the path so far, the scene on screen, the takes chosen. */
export class Course {
  readonly source: ExerciseSource;
  #parts: CourseParts;
  #at = $state(0);
  /** True while the camera is on screen rather than the list of takes. */
  filming = $state(true);
  /** True from the countdown on, until the recording is kept. */
  recording = $state(false);
  /** The place of the last scene that was met. */
  #furthest = 0;
  #autocues = $state.raw<Readonly<Record<string, string>>>({});
  #chosen = $state.raw<Readonly<Record<string, string>>>({});

  constructor(parts: CourseParts) {
    this.#parts = parts;
    this.source = parts.source;
    const { chosen = {}, autocues = {} } = parts.notes?.before ?? {};
    [this.#chosen, this.#autocues] = [chosen, autocues];
  }

  focus(): void {
    this.#parts.focus();
  }

  readonly exercise = $derived.by(() => this.#parts.exercise());
  readonly walked = $derived.by(() => walk(this.exercise.scenes, this.#parts.answers()));
  readonly path = $derived(this.walked.path);
  /** The place of the scene on screen in the path, from 0. */
  readonly at = $derived(Math.min(this.#at, Math.max(0, this.path.length - 1)));
  readonly scene = $derived<PlayScene | undefined>(this.path[this.at]);
  readonly answer = $derived(this.scene && this.answerOf(this.scene));
  readonly takes = $derived.by(() => (this.scene ? this.source.takes.of(this.scene.id) : []));
  readonly mayGoBack = $derived(this.at > 0 && isConversation(this.exercise.scenes));

  /** True where nothing follows: then the exercise can be finished. */
  readonly isEnd = $derived.by(() => {
    const { scene } = this;
    if (this.at < this.path.length - 1) return false;
    return !scene || !branches(scene) || this.answer !== undefined;
  });

  /** The scene with the customer whom the questions and the reply are about. */
  readonly watched = $derived(
    this.path.slice(0, this.at).findLast(({ kind, has_video }) => kind === 'watch' && has_video),
  );

  /** The respond scenes on the path, in order. */
  readonly replies = $derived(this.path.filter(({ kind }) => kind === 'respond'));

  answerOf({ id }: PlayScene): PlayAnswer | undefined {
    return this.#parts.answers().find(({ scene }) => scene === id);
  }

  async give(scene: PlayScene, options: string[]): Promise<void> {
    this.#parts.answered(await this.source.answer(scene.id, options));
  }

  /** The take of a reply that would be submitted: the newest, unless the person chose another. */
  chosenOf({ id }: PlayScene): ShownTake | undefined {
    const usable = this.source.takes.of(id).filter(isUsable);
    return usable.find((take) => take.id === this.#chosen[id]) ?? usable.at(-1);
  }

  choose({ id }: PlayScene, take: string): void {
    this.#chosen = { ...this.#chosen, [id]: take };
    this.#note();
  }

  /** The text to read from in a reply: the person's own, or the author's. */
  autocueOf({ id, autocue }: PlayScene): string {
    return this.#autocues[id] ?? autocue;
  }

  changeAutocue({ id }: PlayScene, text: string): void {
    this.#autocues = { ...this.#autocues, [id]: text };
    this.#note();
  }

  /** How many takes may still be made of a reply; null where nobody counts. */
  takesLeft({ id, max_takes }: PlayScene): number | null {
    return max_takes === null ? null : Math.max(0, max_takes - this.source.takes.madeOf(id));
  }

  /** Whether the example of a reply may be seen before it is sent. */
  showsExample({ id, has_example, example_shown: shown }: PlayScene): boolean {
    if (!has_example || (shown !== 'before' && shown !== 'after_take')) return false;
    const takes = this.source.takes.of(id);
    return shown === 'before' || takes.some(({ item }) => !item || item.phase === 'arrived');
  }

  /** Goes to a place in the path; to a reply with takes as a list, without as a camera. */
  go(at: number): void {
    this.#at = Math.min(Math.max(0, at), Math.max(0, this.path.length - 1));
    const mayFilm = !this.scene || this.takesLeft(this.scene) !== 0;
    this.filming = this.takes.length === 0 && mayFilm;
    this.#furthest = Math.max(this.#furthest, this.at);
    if (this.at > 0) this.source.met(this.#met);
    this.#note();
  }

  goTo(scene: string): void {
    const at = this.path.findIndex(({ id }) => id === scene);
    if (at >= 0) this.go(at);
  }

  get #met(): string[] {
    return this.path.slice(0, this.#furthest + 1).map(({ id }) => id);
  }

  #note(): void {
    const [chosen, autocues] = [this.#chosen, this.#autocues];
    this.#parts.notes?.keep({ path: this.#met, chosen, autocues });
  }
}

export const asProblem = (fault: unknown): Problem =>
  fault instanceof Problem ? fault : new Problem('unknown', 500);
