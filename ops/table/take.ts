/** Rows of a column by number: what every verb that chooses or repeats rows is made of. */
import type { TypedArray } from "../dtype.ts";
import { slice } from "../math/slice.ts";
import { Column } from "./column.ts";

/** Numbers of rows; -1 stands for a row that is missing. */
export type RowIndices = Int32Array | Uint32Array;

/** All rows, in their order. */
export function allRows(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** The numbers in those rows. */
export function numbersAt(values: ArrayLike<unknown>, rows: Uint32Array): Float64Array {
  const numbers = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) numbers[i] = values[rows[i]!] as number;
  return numbers;
}

/** The rows of those numbers, in their order. */
export function takeRows(column: Column, rows: RowIndices): Column {
  const { name, type, values, nulls } = column;
  if (!ArrayBuffer.isView(values)) return new Column(name, type, gatherStrings(values, rows));
  const lacking = rows instanceof Int32Array && rows.includes(-1);
  if (type === "boolean") return new Column(name, type, gather(new Uint8Array(rows.length), values, rows), nulls || lacking ? maskOf(rows, nulls) : undefined);
  const whole = lacking && !(values instanceof Float32Array) ? new Float64Array(rows.length) : new (values.constructor as new (length: number) => TypedArray)(rows.length);
  return new Column(name, type, gather(whole, values, rows));
}

function gather(out: TypedArray, values: TypedArray, rows: RowIndices): TypedArray {
  for (let i = 0; i < rows.length; i++) out[i] = rows[i]! < 0 ? NaN : values[rows[i]!]!;
  return out;
}

function gatherStrings(values: readonly (string | null)[], rows: RowIndices): (string | null)[] {
  const out: (string | null)[] = [];
  for (let i = 0; i < rows.length; i++) out.push(rows[i]! < 0 ? null : values[rows[i]!]!);
  return out;
}

function maskOf(rows: RowIndices, nulls: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from(rows, (row) => Number(row < 0 || nulls?.[row] === 1));
}

/** The rows from `start` up to but not including `stop`, which share the elements. */
export function sliceRows(column: Column, start: number, stop: number): Column {
  const { name, type, source } = column;
  if (source !== undefined) return new Column(name, type, slice(source, [start, stop]));
  const { values, nulls } = column;
  return ArrayBuffer.isView(values)
    ? new Column(name, type, values.subarray(start, stop), type === "boolean" ? nulls?.subarray(start, stop) : undefined)
    : new Column(name, type, values.slice(start, stop));
}
