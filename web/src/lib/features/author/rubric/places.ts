import type { ProblemPart } from '#lib/kit/api/problem.ts';

/** A fault in a file: its row from 1, its column's name, and the server's sentence. */
export type Fault = { row: number | null; column: string; detail: string };

/** Reads where in a file a fault is: `rows.3.weight`, `rows.3`, or a place in a JSON document. */
export function faultOf({ attr, detail, code }: ProblemPart): Fault {
  const found = /^rows\.(\d+)(?:\.(.+))?$/.exec(attr ?? '');
  if (!found) return { row: null, column: attr ?? '', detail: detail ?? code };
  return { row: Number(found[1]), column: found[2] ?? '', detail: detail ?? code };
}
