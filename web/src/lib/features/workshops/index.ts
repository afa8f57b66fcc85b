export { default as AddPerson } from './AddPerson.svelte';
export { default as CancelDialog } from './CancelDialog.svelte';
export { default as Code } from './Code.svelte';
export { default as Duties } from './Duties.svelte';
export { default as PeopleOf } from './PeopleOf.svelte';
export { default as PlanDialog } from './PlanDialog.svelte';
export { default as WorkshopTable } from './WorkshopTable.svelte';
export { planWords } from './planWords.ts';
