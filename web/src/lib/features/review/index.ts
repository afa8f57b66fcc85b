/** Exports what other features may use of the coach's desk. */
export { default as RubricPreview } from './rubric/RubricPreview.svelte';
