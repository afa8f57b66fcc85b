import type { Draft, RecordedPiece } from '#lib/base/takes/drafts.ts';
import type { SelfMark } from '#lib/base/takes/store.ts';
import type { Recording } from '#lib/features/record/index.ts';
import type { Problem } from '#lib/kit/api/problem.ts';
import type { Playback } from '#lib/kit/api/types.ts';
import type { PlayAnswer } from './shape.ts';
import type { ShownTake } from './takes.ts';

/** A recording that is being made in a scene. */
export type TakeWriter = {
  /** Keeps a piece, so that a crash does not lose what there is. */
  write: (piece: RecordedPiece) => void;
  /** Keeps the finished recording as a take, and returns its id. */
  keep: (recording: Recording) => Promise<string>;
  /** Ends without a take: the person left in the middle. */
  leave: () => void;
};

/** Where recordings go. */
export interface TakeSource {
  /** Returns the takes of a scene, oldest first. */
  of(scene: string): ShownTake[];
  write(scene: string): TakeWriter;
  remove(take: ShownTake): Promise<void>;
  /** Returns how many takes of a scene were made so far, with those that were deleted. */
  madeOf(scene: string): number;
  /** Returns what the person found of a take so far. */
  selfCheckOf(take: string): readonly SelfMark[];
  saveSelfCheck(take: string, marks: readonly SelfMark[]): Promise<void>;
  playback(take: string): Promise<Playback>;
  /** Returns where the captions of a take are written, null where they cannot be. */
  captionsOf(take: ShownTake): string | null;
  /** Returns the recordings of a scene that were cut off. */
  cutOff(scene: string): Draft[];
  /** What is said about where the takes are. */
  readonly said: string;
  /** True when a take lives in the page alone. */
  readonly deviceFull: boolean;
  /** Why takes could not be submitted, though they arrived. */
  readonly refusals: readonly Problem[];
}

/** An example answer to a respond scene: text, clip or both. */
export type Example = { text: string; video: string | null };

/**
 * What an exercise needs from outside: where its clips play from, and where answers and takes go.
 *
 * `AttemptSource` is an employee's attempt; `LocalSource` keeps all of it in the page, for the
 * preview of a draft.
 */
export interface ExerciseSource {
  playback(scene: string): Promise<Playback>;
  /** Keeps what was chosen in a scene, and tells what is right. */
  answer(scene: string, options: string[]): Promise<PlayAnswer>;
  example(scene: string): Promise<Example>;
  examplePlayback(scene: string): Promise<Playback>;
  /** Records that these scenes were met: the path so far, in order. */
  met(path: readonly string[]): void;
  readonly takes: TakeSource;
  /** The attempt whose feedback led to this one. */
  readonly follows: string | null;
}
