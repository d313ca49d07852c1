/** Finding and replacing text in the sources of cells. */
import type { CellModel } from "./model.ts";

export interface FoundIn {
  cell: string;
  /** Occurrences in this cell. */
  count: number;
}

/** The cells that hold a text, top to bottom; none for an empty query. */
export function findInCells(cells: readonly Pick<CellModel, "id" | "source">[], query: string, matchCase: boolean): FoundIn[] {
  if (query === "") return [];
  const pattern = literal(query, matchCase);
  return cells
    .map(({ id, source }) => ({ cell: id, count: source().match(pattern)?.length ?? 0 }))
    .filter(({ count }) => count > 0);
}

/** A source with every occurrence of a text replaced; the replacement is taken as it is. */
export function replaceIn(source: string, query: string, replacement: string, matchCase: boolean): string {
  return source.replaceAll(literal(query, matchCase), () => replacement);
}

function literal(text: string, matchCase: boolean): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), matchCase ? "gu" : "giu");
}
