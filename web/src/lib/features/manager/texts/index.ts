export { default as TextsList } from './TextsList.svelte';
export { default as TextsScreen } from './TextsScreen.svelte';
