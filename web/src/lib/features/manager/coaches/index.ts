export { default as CoachesScreen } from './CoachesScreen.svelte';
