import { api } from './client.ts';
import type { Page } from './types.ts';

const ROOT = '/api/v1';
const LARGEST = 200;

/** Returns the path below /api/v1 of a page's `next`, which is a whole address. */
export function pathOf(next: string): string {
  const { pathname, search } = new URL(next, 'http://localhost');
  return pathname.slice(ROOT.length) + search;
}

/** Reads all rows of a list, page after page, for tables that sort and filter as a whole. */
export async function readAll<T>(path: string): Promise<T[]> {
  const rows: T[] = [];
  let next: string | null = `${path}?page_size=${LARGEST}`;
  while (next) {
    const page: Page<T> = await api.get<Page<T>>(next);
    rows.push(...page.results);
    next = page.next ? pathOf(page.next) : null;
  }
  return rows;
}
