/** Reads what an executed notebook shows, for the tests that compare it with `expected.ts`. */
import { MIME, type TableView } from "../cells/mime.ts";
import type { Notebook } from "../cells/notebook.ts";
import type { MimeBundle } from "../cells/output.ts";
import { isPacked, unpack } from "../cells/packed.ts";
import type { Expectation } from "./expected.ts";

/** Everything that the cells show, in order. */
export function bundlesOf({ cells }: Notebook): MimeBundle[] {
  return cells.flatMap((cell) => cell.outputs).flatMap((output) => ("data" in output ? [output.data] : []));
}

/** The column of the table that the cell shows last, or the numbers in its text. */
export function shownNumbers({ cells }: Notebook, { cell: title, column }: Expectation): number[] {
  const bundle = bundlesOf({ cells: cells.filter((cell) => cell.metadata.title === title), metadata: {} }).at(-1);
  if (column === undefined) return String(bundle?.[MIME.text]).match(/-?\d+(\.\d+)?(e[-+]?\d+)?/g)?.map(Number) ?? [];
  const values = (bundle?.[MIME.table] as unknown as TableView | undefined)?.columns.find(({ name }) => name === column)?.values;
  return isPacked(values) ? Array.from(unpack(values)) : ((values ?? []) as number[]);
}
