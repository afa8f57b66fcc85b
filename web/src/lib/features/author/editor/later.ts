/** Exports what the editor does not show at first: it is fetched once the editor stands. */
export { default as RemarkList } from '#lib/features/author/reading/RemarkList.svelte';
export { default as ReadingForm } from '#lib/features/author/reading/ReadingForm.svelte';
export { default as Comparison } from './compare/Comparison.svelte';
export { default as LeaveDialog } from './frame/LeaveDialog.svelte';
export { default as Paths } from './paths/Paths.svelte';
export { default as Check } from './publishing/Check.svelte';
export { default as SceneForm } from './scene/SceneForm.svelte';
