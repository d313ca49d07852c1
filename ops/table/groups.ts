/** Rows of equal values: which group each row is in. Values missing are equal to one another, -0 equals 0. */
import type { TypedArray } from "../dtype.ts";
import type { Column } from "./column.ts";
import { numberNumbers } from "./number-groups.ts";

/** Groups are numbered in the order of their first rows. */
export interface Groups {
  /** The group of each row. */
  readonly codes: Uint32Array;
  /** The first row of each group. */
  readonly firsts: Uint32Array;
}

/** The groups of rows that agree in all columns; one group when there is no column. */
export function groupRows(columns: readonly Column[], length: number): Groups {
  if (columns.length === 0) return { codes: new Uint32Array(length), firsts: new Uint32Array(Math.min(length, 1)) };
  return columns.map((column) => numberValues(keysOf(column))).reduce((left, right) => numberValues(pairsOf(left, right)));
}

/** Values of which equal ones are equal to `Map`, as NaN is to it. */
function keysOf({ type, values, nulls }: Column): ArrayLike<unknown> {
  return type === "boolean" && nulls !== undefined ? Uint8Array.from(nulls, (missing, row) => (missing === 1 ? 2 : (values[row] as number))) : values;
}

function pairsOf(left: Groups, right: Groups): Float64Array {
  const pairs = new Float64Array(left.codes.length);
  for (let row = 0; row < pairs.length; row++) pairs[row] = left.codes[row]! * right.firsts.length + right.codes[row]!;
  return pairs;
}

function numberValues(values: ArrayLike<unknown>): Groups {
  if (ArrayBuffer.isView(values)) return numberNumbers(values instanceof Float64Array ? values : Float64Array.from(values as unknown as TypedArray));
  const codes = new Uint32Array(values.length);
  const known = new Map<unknown, number>();
  const firsts: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    const value = values[row];
    let code = known.get(value);
    if (code === undefined) {
      code = firsts.length;
      known.set(value, code);
      firsts.push(row);
    }
    codes[row] = code;
  }
  return { codes, firsts: Uint32Array.from(firsts) };
}

/** The rows of each group. */
export interface Buckets {
  /** All rows, those of a group together. */
  readonly rows: Uint32Array;
  /** Where the rows of each group begin, and after the last the end. */
  readonly starts: Uint32Array;
}

/** Puts the rows of each of `count` groups together, as they come in `order`. Default: as they are. */
export function bucketRows(codes: Uint32Array, count: number, order?: Uint32Array): Buckets {
  const starts = new Uint32Array(count + 1);
  for (const code of codes) starts[code + 1]!++;
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, count);
  const rows = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const row = order?.[i] ?? i;
    rows[next[codes[row]!]!++] = row;
  }
  return { rows, starts };
}
