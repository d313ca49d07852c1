/** Headings in text cells: the table of contents, and what a folded heading hides. */
import type { CellModel } from "./model.ts";

export interface Heading {
  cell: string;
  /** 1 to 6. */
  level: number;
  text: string;
}

type Readable = Pick<CellModel, "id" | "kind" | "source">;

/** All headings, top to bottom; a text cell may hold several. Lines inside code fences are not headings. */
export function findHeadings(cells: readonly Readable[]): Heading[] {
  return cells.filter((cell) => cell.kind() === "markdown").flatMap((cell) => headingsIn(cell.id, cell.source()));
}

function headingsIn(cell: string, source: string): Heading[] {
  const text = source.replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, "");
  return [...text.matchAll(/^(#{1,6}) +(.+?) *#*$/gm)].map(([, marks, title]) => ({
    cell,
    level: marks!.length,
    text: title!.replaceAll(/[*_`]/g, ""),
  }));
}

/** The level of a cell that begins with a heading; null for others. */
export function headingLevel(cell: Readable): number | null {
  if (cell.kind() !== "markdown") return null;
  return /^(#{1,6}) /.exec(cell.source().trimStart())?.[1]?.length ?? null;
}

/** The cell with the heading that `id` is or stands under; null above the first. */
export function sectionOf(cells: readonly Readable[], id: string | null): string | null {
  const at = cells.findIndex((cell) => cell.id === id);
  return cells.slice(0, at + 1).findLast((cell) => headingLevel(cell) !== null)?.id ?? null;
}

/** The cells that folded headings hide. */
export function hiddenCells(cells: readonly Readable[], folded: ReadonlySet<string>): Set<string> {
  const hidden = new Set<string>();
  let below: number | null = null;
  for (const cell of cells) {
    const level = headingLevel(cell);
    if (below !== null && level !== null && level <= below) below = null;
    if (below !== null) hidden.add(cell.id);
    else if (level !== null && folded.has(cell.id)) below = level;
  }
  return hidden;
}
