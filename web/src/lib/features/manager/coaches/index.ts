export { default as CoachesScreen } from './CoachesScreen.svelte';
export { default as WaitingScreen } from './WaitingScreen.svelte';
