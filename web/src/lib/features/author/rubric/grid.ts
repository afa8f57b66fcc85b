/** A cell of a grid: row 0 has the headers of the columns, column 0 those of the rows. */
export type Cell = { row: number; column: number };
export type Size = { rows: number; columns: number };

const within = (value: number, count: number): number =>
  Math.min(Math.max(value, 0), Math.max(count - 1, 0));

/** Returns the nearest cell that the grid has. */
export const clamped = ({ row, column }: Cell, { rows, columns }: Size): Cell => ({
  row: within(row, rows),
  column: within(column, columns),
});

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/**
 * Returns the cell that a key leads to from another, as the grid pattern of ARIA has it; null for a
 * key that doesn't move.
 */
export function cellAfter(from: Cell, { key, ctrlKey, metaKey }: Keys, size: Size): Cell | null {
  const { row, column } = from;
  const isFar = ctrlKey || metaKey;
  const [bottom, end] = [size.rows - 1, size.columns - 1];
  const to: Record<string, Cell> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? bottom : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? end : column + 1 },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? bottom : row, column: end },
  };
  const found = to[key];
  return found ? clamped(found, size) : null;
}

/** Returns the cell before (-1) or after (1) in reading order; null past the grid's ends. */
export function neighbour({ row, column }: Cell, by: -1 | 1, { rows, columns }: Size): Cell | null {
  const at = row * columns + column + by;
  if (at < 0 || at >= rows * columns) return null;
  return { row: Math.floor(at / columns), column: at % columns };
}
