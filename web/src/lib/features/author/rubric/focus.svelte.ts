import { tick } from 'svelte';
import { cellAfter, clamped, neighbour, type Cell, type Size } from './grid.ts';

const fieldsIn = (cell: Element) => [
  ...cell.querySelectorAll<HTMLElement>('textarea, select, button'),
];

function placeOf(element: EventTarget | null): Cell | null {
  const cell = element instanceof Element ? element.closest<HTMLElement>('[data-row]') : null;
  return cell && { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/**
 * Moves the focus in a grid of fields, whose cells have `data-row` and `data-column`: one stop for
 * Tab, arrows from cell to cell, Enter or typing goes into a cell, Escape out of it; inside, Tab
 * goes from field to field and on to the next cell.
 */
export class GridFocus {
  table = $state<HTMLTableElement>();
  #wanted = $state<Cell>({ row: 1, column: 0 });
  #size: () => Size;

  constructor(size: () => Size) {
    this.#size = size;
  }

  /** Returns the `tabindex` of a cell: only one of them is a stop for Tab. */
  tab(row: number, column: number): 0 | -1 {
    const at = clamped(this.#wanted, this.#size());
    return at.row === row && at.column === column ? 0 : -1;
  }

  #cellAt({ row, column }: Cell): HTMLElement | null {
    const at = `[data-row="${row}"][data-column="${column}"]`;
    return this.table?.querySelector<HTMLElement>(at) ?? null;
  }

  /** Focuses a cell, or the field of it that the selector finds, once the page shows it. */
  async go(cell: Cell, field?: string): Promise<void> {
    await tick();
    this.#wanted = cell;
    await tick();
    const found = this.#cellAt(clamped(cell, this.#size()));
    const inside = field ? found?.querySelector<HTMLElement>(field) : null;
    (inside ?? found)?.focus();
  }

  readonly noted = (event: FocusEvent): void => {
    const place = placeOf(event.target);
    const { row, column } = this.#wanted;
    if (place && (place.row !== row || place.column !== column)) this.#wanted = place;
  };

  readonly pressed = (event: KeyboardEvent): void => {
    const target = event.target;
    if (!(target instanceof HTMLElement) || event.altKey) return;
    const cell = target.closest<HTMLElement>('[data-row]');
    const place = placeOf(target);
    if (!cell || !place) return;
    if (target === cell) this.#pressedOnCell(event, cell, place);
    else if (event.key === 'Escape') cell.focus();
    else if (event.key === 'Tab') this.#pressedTab(event, cell, place);
  };

  #pressedOnCell(event: KeyboardEvent, cell: HTMLElement, place: Cell): void {
    const to = cellAfter(place, event, this.#size());
    if (to) {
      event.preventDefault();
      void this.go(to);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      fieldsIn(cell)[0]?.focus();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      // The character then lands in the field that has the focus by now.
      const field = cell.querySelector('textarea');
      field?.focus();
      field?.setSelectionRange(field.value.length, field.value.length);
    }
  }

  /** Goes to the next field, in this cell or the next that has one; past the last, Tab leaves. */
  #pressedTab(event: KeyboardEvent, cell: HTMLElement, place: Cell): void {
    const by = event.shiftKey ? -1 : 1;
    const fields = fieldsIn(cell);
    let field = fields[fields.indexOf(event.target as HTMLElement) + by];
    const size = this.#size();
    for (let next = neighbour(place, by, size); !field && next; next = neighbour(next, by, size)) {
      const found = this.#cellAt(next);
      field = found ? fieldsIn(found).at(by === 1 ? 0 : -1) : undefined;
    }
    if (!field) return;
    event.preventDefault();
    field.focus();
  }
}
