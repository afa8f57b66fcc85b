import type { Component } from 'svelte';

/** An icon of lucide, which the build makes fixed markup (vite.icons.ts): it takes no more than this. */
declare const Icon: Component<{
  size?: number;
  strokeWidth?: number;
  /** Every icon is hidden from who listens; this says so where it is used. */
  'aria-hidden'?: 'true';
}>;
export default Icon;
