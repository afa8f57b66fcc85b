export { default as MakeDialog } from './MakeDialog.svelte';
export { default as ProgrammeScreen } from './ProgrammeScreen.svelte';
export { programmeWords } from './words.ts';
