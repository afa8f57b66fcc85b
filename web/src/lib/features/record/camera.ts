/** Exports what fetchCamera brings. */
export { default as AutocueText } from './AutocueText.svelte';
export { default as Camera } from './Camera.svelte';
