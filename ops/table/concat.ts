/** Columns one below the other. */
import type { TypedArray } from "../dtype.ts";
import { DtypeError } from "../errors.ts";
import { Column, type ColumnType } from "./column.ts";

/** The values of the first, then of the second, and so on. Whole numbers join numbers; columns of nothing but missing values join any. */
export function concatColumns(op: string, columns: readonly Column[]): Column {
  const type = columns.map(typeOf).reduce<ColumnType | undefined>((found, type) => commonType(op, columns[0]!.name, found, type), undefined) ?? columns[0]!.type;
  const name = columns[0]!.name;
  if (type === "string") return new Column(name, type, columns.flatMap((column) => (column.type === type ? (column.values as (string | null)[]) : column.toArray() as null[])));
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  const values = arrayFor(columns, type, length);
  const mask = columns.some((column) => column.nullCount > 0) ? new Uint8Array(length) : undefined;
  let at = 0;
  for (const column of columns) {
    if (column.nullCount < column.length) values.set(column.values as TypedArray, at);
    else values.fill(NaN, at, at + column.length);
    mask?.set(column.nulls ?? new Uint8Array(column.length), at);
    at += column.length;
  }
  return new Column(name, type, values, type === "boolean" ? mask : undefined);
}

/** A column of missing values. */
export function missingColumn(name: string, type: ColumnType, length: number): Column {
  if (type === "string") return new Column(name, type, Array.from({ length }, () => null));
  return type === "boolean" ? new Column(name, type, new Uint8Array(length), new Uint8Array(length).fill(1)) : new Column(name, type, new Float64Array(length).fill(NaN));
}

/** undefined for a column that has no value, and so no type to keep. */
const typeOf = (column: Column): ColumnType | undefined => (column.nullCount === column.length ? undefined : column.type);

function commonType(op: string, name: string, a: ColumnType | undefined, b: ColumnType | undefined): ColumnType | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if ([a, b].every((type) => type === "number" || type === "integer")) return "number";
  throw new DtypeError(op, `column ${JSON.stringify(name)} is of types that do not go together: ${a} and ${b}`, "derive one of them in the type of the other");
}

/** Arrays of one kind stay so, unless they would have to hold NaN and cannot; others become float64. */
function arrayFor(columns: readonly Column[], type: ColumnType, length: number): TypedArray {
  if (type === "boolean") return new Uint8Array(length);
  const [kind, ...others] = new Set(columns.map(({ values }) => values.constructor as new (length: number) => TypedArray));
  const alike = others.length === 0 && (kind === Float32Array || columns.every((column) => column.nullCount === 0));
  return alike ? new kind!(length) : new Float64Array(length);
}
