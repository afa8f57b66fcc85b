/** Exports what shows a version to whoever does not write in it: the editor does without. */
export { default as PublishedVersion } from './PublishedVersion.svelte';
export { default as ReadingView } from './reading/ReadingView.svelte';
