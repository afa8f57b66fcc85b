import type { Attempt } from '#lib/kit/api/types.ts';

/** An option of a choose scene; `next` is the scene that choosing it leads to, null for the end. */
export type PlayOption = { id: string; text: string; next: string | null };

export type SceneKind = 'watch' | 'info' | 'choose' | 'respond';

/** A scene as one plays it. `next` is the scene that follows, null for the end. */
export type PlayScene = {
  id: string;
  key: string;
  order: number;
  kind: SceneKind;
  prompt: string;
  /** Sanitised by the server; of an info scene only. */
  body_html: string;
  /** More than one option may be chosen. */
  several: boolean;
  options: readonly PlayOption[];
  next: string | null;
  max_take_ms: number | null;
  preparation_ms: number;
  max_takes: number | null;
  medium: 'video' | 'sound' | 'either';
  autocue: string;
  autocue_editable: boolean;
  self_check: boolean;
  example_shown: 'never' | 'before' | 'after_take' | 'after_submitting';
  has_video: boolean;
  has_example: boolean;
};

export type PlayCriterion = { id: string; name: string; description: string };

export type PlayExercise = {
  title: string;
  scenes: readonly PlayScene[];
  criteria: readonly PlayCriterion[];
};

/** What was chosen in a scene, and what is right: known once it was chosen. */
export type PlayAnswer = {
  scene: string;
  options: readonly string[];
  is_right: boolean;
  right_options: readonly string[];
  explanations: readonly { option: string; text: string }[];
};

type PlayTake = Attempt['takes'][number] & {
  self_check?: readonly { criterion: string; did: boolean }[];
};

/** An attempt as one plays it. */
export type PlayAttempt = Omit<Attempt, 'exercise' | 'answers' | 'takes'> & {
  takes: readonly PlayTake[];
  /** How many takes were made of a scene, with those that were deleted. */
  takes_made?: Readonly<Record<string, number>>;
  exercise: Omit<Attempt['exercise'], 'scenes'> & PlayExercise;
  answers: readonly PlayAnswer[];
};

type Loose<T> = { [name in keyof T]?: unknown };

const DEFAULTS: Omit<PlayScene, 'id' | 'order' | 'kind' | 'key' | 'next' | 'options'> = {
  prompt: '',
  body_html: '',
  several: false,
  max_take_ms: null,
  preparation_ms: 0,
  max_takes: null,
  medium: 'video',
  autocue: '',
  autocue_editable: false,
  self_check: false,
  example_shown: 'never',
  has_video: false,
  has_example: false,
};

/** Returns scenes in order, with what an older version of this page did not keep. */
function scenesOf(given: readonly Loose<PlayScene>[]): PlayScene[] {
  const found = [...(given as Partial<PlayScene>[])].sort(
    (one, other) => (one.order ?? 0) - (other.order ?? 0),
  );
  return found.map((scene, at) => {
    const next = scene.next === undefined ? (found[at + 1]?.id ?? null) : scene.next;
    const options = (scene.options ?? []).map((option) => ({
      ...option,
      next: (option as Partial<PlayOption>).next === undefined ? next : option.next,
    }));
    return { ...DEFAULTS, key: `s${at + 1}`, ...scene, next, options } as PlayScene;
  });
}

type OldAnswer = { scene: string; option: string; right_option: string; explanation: string };

/** Returns an answer as it is given now, also where an older version kept it. */
export function asAnswer(given: object): PlayAnswer {
  if (!('option' in given)) return given as PlayAnswer;
  const { scene, option, right_option, explanation } = given as OldAnswer;
  return {
    scene,
    options: [option],
    is_right: option === right_option,
    right_options: [right_option],
    explanations: [{ option, text: explanation }],
  };
}

/**
 * Returns an attempt as one plays it: scenes in order and whole, also where an older version of
 * this page kept it on the device.
 */
export function asPlayed(attempt: Attempt): PlayAttempt {
  const exercise = attempt.exercise as Attempt['exercise'] & Partial<PlayExercise>;
  return {
    ...attempt,
    review: attempt.review ?? 'always',
    path: attempt.path ?? [],
    exercise: {
      ...exercise,
      scenes: scenesOf(exercise.scenes),
      criteria: exercise.criteria ?? [],
    },
    answers: attempt.answers.map(asAnswer),
  };
}
