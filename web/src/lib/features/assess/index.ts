/** Exports what an exercise shows once it was sent: the way to one's own levels. */
export { default as SelfOffer } from './SelfOffer.svelte';
