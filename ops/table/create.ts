/** Tables of what a program has at hand: columns by name, rows, a matrix. */
import type { TypedArray } from "../dtype.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { slice } from "../math/slice.ts";
import { describeValue } from "../sample.ts";
import { formatShape } from "../shape.ts";
import { Tensor } from "../tensor.ts";
import { Column, type ColumnType } from "./column.ts";
import { columnOfValues } from "./infer.ts";
import { Table } from "./table.ts";

/** What a column is made of. */
export type ColumnData = readonly unknown[] | TypedArray | Tensor | Column;

/** Of `table`. */
export interface TableOptions {
  /** Names, for a matrix and for rows that are arrays. For rows that are objects, which of their keys: all by default. */
  readonly columns?: readonly string[];
  /** Types of columns by name, where the values alone would say another. */
  readonly types?: Readonly<Record<string, ColumnType>>;
}

/**
 * A table of columns by name (arrays, typed arrays, tensors of one axis, columns), of rows (objects, or arrays with `columns`), or of a tensor of two
 * axes with `columns`. The type of an array is that of its values: null, undefined and NaN are missing; whole numbers are integers; values of several
 * types become strings. Typed arrays and tensors are kept, not copied.
 * Throws `ValidationError` for columns of unequal lengths, names that are empty or there twice, rows of unequal lengths and values that no column holds.
 */
export function table(data: Readonly<Record<string, ColumnData>> | readonly unknown[] | Tensor, { columns, types = {} }: TableOptions = {}): Table {
  if (data instanceof Tensor) return new Table(columnsOfMatrix(data, columns));
  if (Array.isArray(data)) return new Table(columnsOfRows(data, columns, types));
  if (typeof data !== "object" || data === null || ArrayBuffer.isView(data)) {
    throw new ValidationError("table", `neither columns nor rows: ${describeValue(data)}`, "table({ name: values }) or table([{ name: value }])");
  }
  const names = columns ?? Object.keys(data);
  return new Table(names.map((name) => toColumn(name, (data as Readonly<Record<string, ColumnData>>)[name], types[name])));
}

/** A column of what a program has at hand. */
export function toColumn(name: string, data: ColumnData | undefined, type?: ColumnType): Column {
  if (data instanceof Tensor) return Column.of(name, data);
  if (data instanceof Column) return data.rename(name);
  if (Array.isArray(data) || ArrayBuffer.isView(data)) return columnOfValues("table", name, data as ArrayLike<unknown>, type);
  throw new ValidationError("table", `column ${JSON.stringify(name)} is not a list of values: ${describeValue(data)}`, "an array, a typed array, a tensor or a column");
}

function columnsOfRows(rows: readonly unknown[], columns: readonly string[] | undefined, types: Readonly<Record<string, ColumnType>>): Column[] {
  if (Array.isArray(rows[0])) {
    if (columns === undefined) throw new ValidationError("table", "rows that are arrays have no names", "table(rows, { columns: [...] })");
    checkWidths(rows, columns.length);
    return columns.map((name, at) => columnOfValues("table", name, rows.map((row) => (row as unknown[])[at]), types[name]));
  }
  const wrong = rows.findIndex((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (wrong >= 0) throw new ValidationError("table", `row ${wrong} is not an object: ${describeValue(rows[wrong])}`, "a single column is table({ name: values })");
  const objects = rows as readonly Record<string, unknown>[];
  return (columns ?? namesIn(objects)).map((name) => columnOfValues("table", name, objects.map((row) => row[name]), types[name]));
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

/** A view of each column of a matrix: nothing is copied until a column is read. */
function columnsOfMatrix(matrix: Tensor, names: readonly string[] | undefined): Column[] {
  if (matrix.ndim !== 2) throw new ShapeError("table", `not rows and columns: ${formatShape(matrix.shape)}`, "a tensor of one axis is a column: table({ name: x })");
  const width = matrix.shape[1]!;
  if (names?.length !== width) throw new ValidationError("table", `${names?.length ?? 0} names for ${width} columns`, "table(x, { columns: [...] })");
  return names.map((name, at) => Column.of(name, slice(matrix, null, at)));
}
