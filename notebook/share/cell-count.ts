/** How many cells a notebook may have to be opened here: a page of more cannot be drawn in a reasonable time. */
import type { Notebook } from "../../cells/notebook.ts";

const MOST_CELLS = 5_000;

/** @throws with a sentence for the reader when there are more */
export function checkCellCount({ cells }: Notebook): void {
  if (cells.length <= MOST_CELLS) return;
  throw new Error(`the notebook has too many cells: ${cells.length}: notebooks of up to ${MOST_CELLS} cells open`);
}
