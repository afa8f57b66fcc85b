/** Exports what other features may use of recording. */
export { saidAfter } from './lackWords.ts';
export type { Recording } from './recorder.svelte.ts';
export { recordWords } from './words.ts';

/**
 * Fetches the camera and what goes with it, apart from the rest: an exercise begins with something
 * to watch.
 */
export const fetchCamera = () => import('./camera.ts');
