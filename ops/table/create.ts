/** Tables of what a program has at hand: columns by name, rows, a matrix. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { Tensor } from "../tensor.ts";
import type { Column, ColumnType } from "./column.ts";
import { columnOfValues, toColumn, type ColumnData } from "./infer.ts";
import { columnsOfMatrix } from "./matrix.ts";
import { chooseNames } from "./names.ts";
import { Table } from "./table.ts";

export type { ColumnData };

/** Of `table`. */
export interface TableOptions {
  /** Names, for a matrix and for rows that are arrays. For rows that are objects, which of their keys: all by default. */
  readonly columns?: readonly string[];
  /** Types of columns by name, where the values alone would say another. */
  readonly types?: Readonly<Record<string, ColumnType>>;
}

/**
 * A table of columns by name (arrays, typed arrays, tensors of one axis, columns), of rows (objects, or arrays with `columns`), or of a tensor of two
 * axes with `columns`; a table is itself. The type of an array is that of its values: null, undefined and NaN are missing; whole numbers are integers; values of several
 * types become strings. Typed arrays and tensors are kept, not copied.
 * Throws `ValidationError` for columns of unequal lengths, names that are empty or there twice, rows of unequal lengths and values that no column holds.
 */
export function table(data: Readonly<Record<string, ColumnData>> | readonly unknown[] | Tensor | Table, options: TableOptions = {}): Table {
  if (data instanceof Table) return data;
  if (data instanceof Tensor) return new Table(columnsOfMatrix(data, options.columns));
  if (Array.isArray(data)) return new Table(columnsOfRows(data, options));
  if (typeof data !== "object" || data === null || ArrayBuffer.isView(data)) {
    throw new ValidationError("table", `neither columns nor rows: ${describeValue(data)}`, "table({ name: values }) or table([{ name: value }])");
  }
  const byName = data as Readonly<Record<string, ColumnData>>;
  return new Table(chooseNames("table", options, Object.keys(data)).map((name) => toColumn(name, byName[name], options.types?.[name])));
}

function columnsOfRows(rows: readonly unknown[], options: TableOptions): Column[] {
  const { columns, types = {} } = options;
  if (Array.isArray(rows[0])) {
    if (columns === undefined) throw new ValidationError("table", "rows that are arrays have no names", "table(rows, { columns: [...] })");
    if (!Array.isArray(columns)) throw new ValidationError("table", `columns are not a list of names: ${describeValue(columns)}`);
    checkWidths(rows, columns.length);
    return chooseNames("table", options, columns).map((name, at) => columnOfValues("table", name, rows.map((row) => (row as unknown[])[at]), types[name]));
  }
  const wrong = rows.findIndex((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (wrong >= 0) throw new ValidationError("table", `row ${wrong} is not an object: ${describeValue(rows[wrong])}`, "a single column is table({ name: values })");
  const objects = rows as readonly Record<string, unknown>[];
  return chooseNames("table", options, rows.length === 0 ? (columns ?? []) : namesIn(objects)).map((name) => columnOfValues("table", name, objects.map((row) => row[name]), types[name]));
}

function checkWidths(rows: readonly unknown[], width: number): void {
  const ragged = rows.findIndex((row) => !Array.isArray(row) || row.length !== width);
  if (ragged < 0) return;
  throw new ValidationError("table", `row ${ragged} does not have ${width} values: ${describeValue(rows[ragged])}`);
}

/** The keys of all rows, in the order they are met. */
function namesIn(rows: readonly Record<string, unknown>[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) names.add(name);
  return [...names];
}
