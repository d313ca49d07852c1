/** How panels call a cell: by its number now. */
import { createMemo } from "solid-js";
import { useBench } from "../../workbench-context.ts";

export function useCellTitles(): (cell: string | null) => string {
  const { document } = useBench();
  const numbers = createMemo(() => new Map(document.model.cells().map(({ id }, index) => [id, index + 1])));
  return (cell) => (cell === null ? "No cell" : numbers().has(cell) ? `Cell ${numbers().get(cell)}` : "A deleted cell");
}
