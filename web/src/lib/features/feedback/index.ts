export { default as Advice } from './Advice.svelte';
