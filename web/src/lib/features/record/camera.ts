/**
 * Exports the camera and what goes with it, apart from index.ts: an exercise begins with something
 * to watch, so it fetches this once its first scene is on the screen.
 */
export { default as AutocueText } from './AutocueText.svelte';
export { default as Camera } from './Camera.svelte';
