/** Categories: strings, numbers, booleans or dates. What is missing (NaN, null) is a category of its own, the last one. */
import type { TypedArray } from "../dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { formatShape } from "../shape.ts";
import { Tensor } from "../tensor.ts";

/** A value that stands for a group; null for missing. */
export type Category = string | number | boolean | null;

type Value = Category | undefined | Date;

/** Has its values as an array: a column of a table. */
interface HasArray {
  toArray(): readonly Value[];
}

/** One feature: an array, a typed array or a column of a table. Several: rows, a list of columns, or a tensor [n, features] or [n]. */
export type Categorical = Tensor | HasArray | TypedArray | readonly HasArray[] | readonly Value[] | readonly (readonly Value[])[];

/** What was learnt: the categories of each feature, in ascending order. */
export interface Categories {
  readonly categories: readonly (readonly Category[])[];
}

/** The place of each category among those of its feature; -1 for unknown ones. Throws `ValidationError` for those unless they are allowed, `ShapeError` for another number of features. */
export function codesOf(op: string, rows: readonly (readonly Category[])[], { categories }: Categories, allowsUnknown: boolean): number[][] {
  const places = categories.map((list) => new Map(list.map((category, place) => [category, place])));
  return rows.map((row, i) => {
    if (row.length !== places.length) throw new ShapeError(op, `learnt from ${places.length} features, row ${i} has ${row.length}`);
    return row.map((category, j) => {
      const code = places[j]!.get(category) ?? -1;
      if (code >= 0 || allowsUnknown) return code;
      throw new ValidationError(op, `row ${i} of feature ${j} is a category that was not learnt: ${describeValue(category)}`, `handleUnknown says what becomes of it`);
    });
  });
}

/** The different values of a feature in ascending order, what is missing last. Throws `DtypeError` for values of several kinds. */
export function sortedCategories(op: string, feature: number, values: readonly Category[]): Category[] {
  const found = [...new Set(values)];
  const kinds = new Set(found.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size > 1) throw new DtypeError(op, `feature ${feature} mixes ${[...kinds].join(" and ")}`, "make all of them strings");
  return found.toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : a > b ? 1 : 0));
}

/** The rows of categories; those of one feature have one each. */
export async function rowsOf(op: string, x: Categorical): Promise<Category[][]> {
  if (x instanceof Tensor) return rowsOfTensor(op, x);
  if (hasArray(x)) return x.toArray().map((value) => [categoryOf(op, value)]);
  if (ArrayBuffer.isView(x)) return Array.from(x as TypedArray, (value) => [categoryOf(op, value)]);
  if (!Array.isArray(x)) throw new ValidationError(op, `not categories: ${describeValue(x)}`, "an array, a column, rows, or a tensor");
  const list: readonly unknown[] = x;
  if (list.length > 0 && list.every(hasArray)) return transposed(op, list.map((column) => column.toArray()));
  return list.map((row) => (Array.isArray(row) ? row : [row]).map((value) => categoryOf(op, value)));
}

async function rowsOfTensor(op: string, x: Tensor): Promise<Category[][]> {
  if (x.ndim !== 1 && x.ndim !== 2) throw new ShapeError(op, `not a list of categories or rows of them: ${formatShape(x.shape)}`);
  const [count, width] = [x.shape[0]!, x.shape[1] ?? 1];
  const data = await x.data();
  return Array.from({ length: count }, (_, i) => Array.from(data.subarray(i * width, (i + 1) * width), (value) => categoryOf(op, value)));
}

function transposed(op: string, columns: readonly (readonly unknown[])[]): Category[][] {
  const count = columns[0]!.length;
  const uneven = columns.findIndex(({ length }) => length !== count);
  if (uneven >= 0) throw new ShapeError(op, `column ${uneven} has ${columns[uneven]!.length} values, the first one ${count}`);
  return Array.from({ length: count }, (_, i) => columns.map((column) => categoryOf(op, column[i])));
}

const hasArray = (x: unknown): x is HasArray => typeof x === "object" && x !== null && "toArray" in x && typeof x.toArray === "function";

function categoryOf(op: string, value: unknown): Category {
  if (value === undefined || value === null || Number.isNaN(value)) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value === 0 ? 0 : value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  throw new DtypeError(op, `not a category: ${describeValue(value)}`, "strings, numbers, booleans or dates");
}
