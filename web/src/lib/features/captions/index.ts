/** Exports what other features may use of captions. */
export { captionsWords } from './words.ts';
