export { default as Checks } from './Checks.svelte';
export { default as EnrolDialog } from './EnrolDialog.svelte';
export { default as PauseButton } from './PauseButton.svelte';
export { default as PersonDialog } from './PersonDialog.svelte';
export { default as RhythmDialog } from './RhythmDialog.svelte';
export { default as TeamList } from './TeamList.svelte';
export { rhythmWords } from './rhythmWords.ts';
export { peopleWords } from './words.ts';
