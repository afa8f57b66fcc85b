export type Cell = string | number;

/** A column of plain values; the table decides how a cell looks. */
export type Column<Row> = {
  key: string;
  label: string;
  /** What the column sorts, filters and exports by. */
  value: (row: Row) => Cell;
  /** Figures stand at the right. */
  figures?: boolean;
};

export type Order = { key: string; down: boolean };

function compare(one: Cell, other: Cell, language: string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), language, { sensitivity: 'base', numeric: true });
}

/** Returns the rows in an order; equal ones keep theirs. */
export function sorted<Row>(
  rows: Row[],
  columns: Column<Row>[],
  order: Order,
  language: string,
): Row[] {
  const column = columns.find(({ key }) => key === order.key);
  if (!column) return rows;
  const sign = order.down ? -1 : 1;
  return rows.toSorted(
    (one, other) => sign * compare(column.value(one), column.value(other), language),
  );
}

/** Returns a text without accents and capitals, for comparing what is typed with what is shown. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/**
 * Returns the rows in which every word of the search is found somewhere, accents and capitals
 * aside.
 */
export function matching<Row>(
  rows: Row[],
  columns: Pick<Column<Row>, 'value'>[],
  search: string,
): Row[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  if (!wanted.length) return rows;
  return rows.filter((row) => {
    const text = plain(columns.map(({ value }) => value(row)).join(' '));
    return wanted.every((word) => text.includes(word));
  });
}

/** A spreadsheet runs a cell that begins like this as a formula; a quote before it keeps it text. */
const RISKY = /^[=+\-@\t\r]/;

function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const safe = RISKY.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Returns the rows as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8.
 */
export function toCsv<Row>(rows: Row[], columns: Column<Row>[]): string {
  const head = columns.map(({ label }) => field(label)).join(',');
  const lines = rows.map((row) => columns.map(({ value }) => field(value(row))).join(','));
  return `\uFEFF${[head, ...lines].join('\r\n')}\r\n`;
}
