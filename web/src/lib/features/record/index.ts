/** Exports what other features may use of recording. */
export { default as AutocueText } from './AutocueText.svelte';
export { default as Camera } from './Camera.svelte';
export { saidAfter } from './lackWords.ts';
export type { Recording } from './recorder.svelte.ts';
export { recordWords } from './words.ts';
