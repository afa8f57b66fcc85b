import type { Draft } from './draft.ts';
import { columnsOf, edgesOf } from './graph.ts';

export type Node = { at: number; x: number; y: number };
export type Line = { d: string; isBack: boolean; key: string };
export type Drawing = {
  width: number;
  height: number;
  nodes: Node[];
  end: { x: number; y: number } | null;
  lines: Line[];
};

export const BOX = { width: 112, height: 36 };
const STEP = { x: 136, y: 64 };
const MARGIN = 8;

/** Returns a drawing of the ways through a draft, from top to bottom; lengths are in CSS pixels. */
export function drawingOf(draft: Draft): Drawing {
  const rows = columnsOf(draft);
  const depth = Math.max(-1, ...rows) + 1;
  const used = new Map<number, number>();
  const nodes = rows.map((row, at): Node => {
    const place = used.get(row) ?? 0;
    used.set(row, place + 1);
    return { at, x: MARGIN + place * STEP.x, y: MARGIN + row * STEP.y };
  });
  const edges = draft.scenes.flatMap((_, at) => edgesOf(draft.scenes, at));
  const ends = edges.some(({ to }) => to === null);
  const end = ends ? { x: MARGIN, y: MARGIN + depth * STEP.y } : null;
  const widest = Math.max(1, ...used.values());
  const right = MARGIN + (widest - 1) * STEP.x + BOX.width;
  const seen = new Set<string>();
  const lines = edges.flatMap(({ from, to }): Line[] => {
    const [start, stop] = [nodes[from], to === null ? end : nodes[to ?? -1]];
    const key = `${from}-${to}`;
    if (!start || !stop || seen.has(key)) return [];
    seen.add(key);
    const isBack = typeof to === 'number' && stop.y <= start.y;
    const isFar = stop.y - start.y > STEP.y || isBack;
    const from_ = { x: start.x + BOX.width / 2, y: start.y + BOX.height };
    const target = { x: stop.x + BOX.width / 2, y: stop.y };
    // A way past other scenes bends around them, at the right.
    const bend = isFar ? right + 28 : null;
    const d =
      bend === null
        ? `M${from_.x} ${from_.y} C${from_.x} ${from_.y + 16} ${target.x} ${target.y - 16} ${target.x} ${target.y}`
        : `M${start.x + BOX.width} ${start.y + BOX.height / 2} C${bend} ${start.y + BOX.height / 2} ${bend} ${stop.y + BOX.height / 2} ${stop.x + BOX.width} ${stop.y + BOX.height / 2}`;
    return [{ d, isBack, key }];
  });
  return {
    width: right + 40,
    height: MARGIN + (depth + (ends ? 1 : 0)) * STEP.y,
    nodes,
    end,
    lines,
  };
}
