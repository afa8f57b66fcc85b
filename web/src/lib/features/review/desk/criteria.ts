/** Moves the focus to a criterion: to the level that was chosen, or to its first. */
export function focusField(criterion: string): void {
  const field = document.querySelector<HTMLElement>(`[data-criterion="${criterion}"]`);
  const inputs = [...(field?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  (inputs.find((input) => input.checked) ?? inputs[0])?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'nearest' });
}
