/** Exports what other features may use of an exercise: the preview of a draft. */
export { LocalSource, type LocalParts } from './localSource.svelte.ts';
export { default as Preview } from './Preview.svelte';
export { default as Body } from './Body.svelte';
export type {
  PlayAnswer,
  PlayCriterion,
  PlayExercise,
  PlayOption,
  PlayScene,
  SceneKind,
} from './shape.ts';
export type { Example, ExerciseSource, TakeSource, TakeWriter } from './source.ts';
export { walk } from './walk.ts';
