/** The time as a tree: all of it, the cells that caused it, their operations, the steps that run as one. */
import type { GroupSums } from "./store.ts";

export interface FlameNode {
  title: string;
  ms: number;
  /** From 0 to 1, where it begins in its row, and how wide it is. */
  from: number;
  width: number;
  row: number;
  /** What a press on it looks at. */
  cell?: string | null;
  group?: number;
  /** A step of a fused kernel: steps are not measured apart, so each has an equal part. */
  isStep?: boolean;
}

/** Narrower ones are drawn together. */
const NARROWEST = 0.002;

/** The nodes of all rows, or of those below one cell. The widest first in each. */
export function flameOf(groups: readonly GroupSums[], titleOf: (cell: string | null) => string, cell: string | null = null): FlameNode[] {
  const used = groups.filter((group) => group.ms > 0 && (cell === null || group.cell === cell));
  const all = sum(used);
  if (all === 0) return [];
  const byCell = [...new Set(used.map(({ cell }) => cell))].map((owner) => ({ owner, own: used.filter((group) => group.cell === owner) }));
  const nodes: FlameNode[] = [{ title: cell === null ? "Everything measured" : titleOf(cell), ms: all, from: 0, width: 1, row: 0, cell: null }];
  let from = 0;
  for (const { owner, own } of byCell.toSorted((a, b) => sum(b.own) - sum(a.own))) {
    const ms = sum(own);
    nodes.push({ title: titleOf(owner), ms, from, width: ms / all, row: 1, cell: owner });
    placeOperations(nodes, own, from, all);
    from += ms / all;
  }
  return nodes;
}

function placeOperations(nodes: FlameNode[], groups: readonly GroupSums[], start: number, all: number): void {
  let from = start;
  const rest = { ms: 0, count: 0 };
  for (const { name, shapes, ms, steps, index } of groups.toSorted((a, b) => b.ms - a.ms)) {
    const width = ms / all;
    if (width < NARROWEST) {
      rest.ms += ms;
      rest.count++;
      continue;
    }
    nodes.push({ title: `${name} ${shapes}`.trim(), ms, from, width, row: 2, group: index });
    if (steps.length > 1) {
      for (const [at, step] of steps.entries()) nodes.push({ title: step, ms: ms / steps.length, from: from + (at * width) / steps.length, width: width / steps.length, row: 3, group: index, isStep: true });
    }
    from += width;
  }
  if (rest.count > 0) nodes.push({ title: `${rest.count} more`, ms: rest.ms, from, width: rest.ms / all, row: 2 });
}

const sum = (groups: readonly GroupSums[]): number => groups.reduce((total, { ms }) => total + ms, 0);
