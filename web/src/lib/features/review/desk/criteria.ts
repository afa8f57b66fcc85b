const fieldOf = (criterion: string) =>
  document.querySelector<HTMLElement>(`[data-criterion="${criterion}"]`);

/** Brings a criterion into sight. */
export const showField = (criterion: string): void =>
  fieldOf(criterion)?.scrollIntoView({ block: 'nearest' });

/** Moves the focus to a criterion: to the level that was chosen, or to its first. */
export function focusField(criterion: string): void {
  const field = fieldOf(criterion);
  const inputs = [...(field?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  (inputs.find((input) => input.checked) ?? inputs[0])?.focus({ preventScroll: true });
  showField(criterion);
}
