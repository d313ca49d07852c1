/** The notebook as TypeScript modules: one a cell, each importing what the other cells declare. */
import type { TopLevelNames } from "./names.ts";

/** A code cell: its id and its text, which is never changed. */
export interface CellSource {
  id: string;
  source: string;
}

export interface CellModule {
  id: string;
  fileName: string;
  /** What stands before the cell's own text: exports of all it declares, imports of all that others declare. */
  prefix: string;
  /** `prefix` and then the cell's own text. */
  text: string;
}

export const fileNameOf = (cellId: string) => `/cells/cell-${cellId}.ts`;

/** The id of the cell that a module's file name stands for; undefined for any other file. */
export function cellIdOf(fileName: string): string | undefined {
  return /^\/cells\/cell-(.+)\.ts$/.exec(fileName)?.[1];
}

/**
 * The modules of all cells, in their order; `names` are those of each cell. A name comes from the last cell above that declares
 * it, else from the last one below: cells may run in any order. The imports stand before the text and not after it, because there
 * a bracket that is still open cannot swallow them.
 */
export function toModules(cells: CellSource[], names: TopLevelNames[]): CellModule[] {
  return cells.map(({ id, source }, at) => {
    const { declared, exported } = names[at]!;
    const local = [...declared].filter((name) => !exported.has(name));
    const prefix = `${importsOf(cells, names, at)}export { ${local.join(", ")} };\n`;
    return { id, fileName: fileNameOf(id), prefix, text: prefix + source };
  });
}

function importsOf(cells: CellSource[], names: TopLevelNames[], at: number): string {
  const definers = new Map<string, number>();
  const others = [...names.keys()].filter((other) => other !== at);
  const inOrder = [...others.filter((other) => other > at), ...others.filter((other) => other < at)];
  for (const other of inOrder) for (const name of names[other]!.declared) definers.set(name, other);
  return others
    .map((other) => {
      const wanted = [...names[other]!.declared].filter((name) => definers.get(name) === other && !names[at]!.declared.has(name));
      return wanted.length ? `import { ${wanted.join(", ")} } from "./cell-${cells[other]!.id}.ts"; ` : "";
    })
    .join("");
}
