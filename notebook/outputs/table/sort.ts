/** The order of a table's rows under one column. */
import type { Column } from "./columns.ts";

export interface Sorting {
  column: number;
  direction: "ascending" | "descending";
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** Row numbers in order: by the column, nulls always last, equal rows as they came. Without sorting: as they came. */
export function sortRows(columns: readonly Column[], length: number, sorting: Sorting | null): Uint32Array {
  const rows = Uint32Array.from({ length }, (_, row) => row);
  const column = sorting && columns[sorting.column];
  if (!column) return rows;
  const values = Array.from(rows, column.at);
  const sign = sorting.direction === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => compareNulls(values[a], values[b]) || sign * compare(values[a], values[b]) || a - b);
}

/** What a click on a header leads to: ascending, descending, as they came. */
export function nextSorting(sorting: Sorting | null, column: number): Sorting | null {
  if (sorting?.column !== column) return { column, direction: "ascending" };
  return sorting.direction === "ascending" ? { column, direction: "descending" } : null;
}

function compareNulls(a: unknown, b: unknown): number {
  return Number(a === null) - Number(b === null);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === null || b === null) return 0;
  return collator.compare(typeof a === "string" ? a : JSON.stringify(a), typeof b === "string" ? b : JSON.stringify(b));
}
