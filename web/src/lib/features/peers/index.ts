export { default as PeersLink } from './PeersLink.svelte';
export { default as Requests } from './Requests.svelte';
