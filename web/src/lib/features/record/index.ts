/** Exports what other features may use of recording; the camera itself is in camera.ts. */
export { saidAfter } from './lackWords.ts';
export type { Recording } from './recorder.svelte.ts';
export { recordWords } from './words.ts';
