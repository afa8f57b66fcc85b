export { default as Away } from './Away.svelte';
export { default as CalendarCard } from './CalendarCard.svelte';
