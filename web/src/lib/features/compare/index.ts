/** Exports what other features may use of playing two takes in step. */
export { keepInStep } from './inStep.ts';
