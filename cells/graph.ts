/**
 * Which cell depends on which, and whose results are stale. Plain data in, plain data out: the names come from the transform's
 * analysis, so that a page can ask here without loading a parser.
 */

export interface GraphCell {
  id: string;
  /** Top-level names that the cell declares or assigns. */
  defines: readonly string[];
  /** Free names that it reads. */
  uses: readonly string[];
}

/** A cell, its text now, and its last run. */
export interface RunCell extends GraphCell {
  source: string;
  /** Null when it never ran in this kernel. `order` grows with every run. */
  run: { order: number; source: string } | null;
}

/**
 * The cells that each cell takes names from. A name comes from the last cell before that defines it;
 * when there is none, from the last cell after, because cells may run in any order.
 */
export function findUpstream(cells: readonly GraphCell[]): Map<string, Set<string>> {
  const definers = new Map<string, number[]>();
  for (const [index, { defines }] of cells.entries()) {
    for (const name of new Set(defines)) definers.set(name, [...(definers.get(name) ?? []), index]);
  }
  return new Map(
    cells.map(({ id, uses }, index) => {
      const found = uses.map((name) => definerOf(definers.get(name) ?? [], index)).filter((one) => one !== undefined);
      return [id, new Set(found.map((one) => cells[one]!.id))];
    }),
  );
}

/** `others` are the indices of the cells that define a name, ascending. */
function definerOf(others: readonly number[], index: number): number | undefined {
  return others.findLast((one) => one < index) ?? others.findLast((one) => one > index);
}

/** The cells that depend on a cell, directly or through others, in the order of the notebook. The cell itself is left out. */
export function findDownstream(cells: readonly GraphCell[], id: string): string[] {
  const upstream = findUpstream(cells);
  const reached = spread(upstream, new Set([id]));
  return cells.map((cell) => cell.id).filter((one) => one !== id && reached.has(one));
}

/**
 * The cells whose results no longer follow from the notebook: their text changed since they ran, a cell that they take
 * names from ran later or not at all, or such a cell is stale itself. A cell that never ran has no results to be stale.
 */
export function findStale(cells: readonly RunCell[]): Set<string> {
  const upstream = findUpstream(cells);
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const changed = cells.filter((cell) => {
    if (!cell.run) return true;
    if (cell.run.source !== cell.source) return true;
    return [...upstream.get(cell.id)!].some((id) => (byId.get(id)!.run?.order ?? Infinity) > cell.run!.order);
  });
  const reached = spread(upstream, new Set(changed.map(({ id }) => id)));
  return new Set(cells.filter(({ id, run }) => run && reached.has(id)).map(({ id }) => id));
}

/** The given cells and all that depend on them. */
function spread(upstream: Map<string, Set<string>>, reached: Set<string>): Set<string> {
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const [id, from] of upstream) if (!reached.has(id) && [...from].some((one) => reached.has(one))) reached.add(id);
  }
  return reached;
}
