/** Categories: strings, numbers, booleans or dates. What is missing (NaN, null) is a category of its own, the last one. */
import type { TypedArray } from "../dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { reshape, transpose } from "../math/manipulation.ts";
import { scope } from "../scope.ts";
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

/** Values of features, of each as many as there are rows. */
export interface CategoricalFeatures {
  readonly rows: number;
  readonly features: readonly ArrayLike<unknown>[];
}

/** Of each feature the places of its values among the categories; -1 for unknown ones. Throws `ValidationError` for those unless they are allowed. */
export function codesOf(op: string, { rows, features }: CategoricalFeatures, { categories }: Categories, allowsUnknown: boolean): Int32Array[] {
  return features.map((values, j) => {
    const places = new Map(categories[j]!.map((category, place) => [category, place]));
    const codes = new Int32Array(rows);
    for (let i = 0; i < rows; i++) {
      const code = places.get(categoryOf(op, values[i])) ?? -1;
      if (code < 0 && !allowsUnknown) throw new ValidationError(op, `row ${i} of feature ${j} is a category that was not learnt: ${describeValue(categoryOf(op, values[i]))}`, `handleUnknown says what becomes of it`);
      codes[i] = code;
    }
    return codes;
  });
}

/** The different values of a feature in ascending order, what is missing last. Throws `DtypeError` for values of several kinds. */
export function sortedCategories(op: string, feature: number, values: ArrayLike<unknown>): Category[] {
  const different = new Set<Category>();
  for (let i = 0; i < values.length; i++) different.add(categoryOf(op, values[i]));
  const found = [...different];
  const kinds = new Set(found.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size > 1) throw new DtypeError(op, `feature ${feature} mixes ${[...kinds].join(" and ")}`, "make all of them strings");
  return found.toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : a > b ? 1 : 0));
}

/** The values feature by feature. `width` tells how many features were learnt from; without it the first row does. Throws `ShapeError` for rows of other lengths. */
export async function featuresOf(op: string, x: Categorical, width?: number): Promise<CategoricalFeatures> {
  const found = await readFeatures(op, x, width);
  if (width === undefined || found.rows === 0 || found.features.length === width) return found;
  throw new ShapeError(op, `learnt from ${width} features, row 0 has ${found.features.length}`);
}

async function readFeatures(op: string, x: Categorical, width?: number): Promise<CategoricalFeatures> {
  if (x instanceof Tensor) return featuresOfTensor(op, x);
  if (hasArray(x)) return columnsOf(op, [x.toArray()]);
  if (ArrayBuffer.isView(x)) return columnsOf(op, [x as TypedArray]);
  if (!Array.isArray(x)) throw new ValidationError(op, `not categories: ${describeValue(x)}`, "an array, a column, rows, or a tensor");
  const list: readonly unknown[] = x;
  if (list.length > 0 && list.every(hasArray)) return columnsOf(op, list.map((column) => column.toArray()));
  return list.some(Array.isArray) ? columnsOfRows(op, list, width) : columnsOf(op, [list]);
}

async function featuresOfTensor(op: string, x: Tensor): Promise<CategoricalFeatures> {
  if (x.ndim !== 1 && x.ndim !== 2) throw new ShapeError(op, `not a list of categories or rows of them: ${formatShape(x.shape)}`);
  const [rows, width] = [x.shape[0]!, x.shape[1] ?? 1];
  const columns = scope(() => reshape(transpose(reshape(x, [rows, width])), [-1]));
  const data = await columns.data();
  columns.dispose();
  return { rows, features: Array.from({ length: width }, (_, j) => data.subarray(j * rows, (j + 1) * rows)) };
}

function columnsOf(op: string, features: readonly ArrayLike<unknown>[]): CategoricalFeatures {
  const rows = features[0]!.length;
  const uneven = features.findIndex(({ length }) => length !== rows);
  if (uneven >= 0) throw new ShapeError(op, `column ${uneven} has ${features[uneven]!.length} values, the first one ${rows}`);
  return { rows, features };
}

function columnsOfRows(op: string, list: readonly unknown[], learnt?: number): CategoricalFeatures {
  const rows = list.map((row): readonly unknown[] => (Array.isArray(row) ? row : [row]));
  const width = learnt ?? rows[0]!.length;
  const uneven = rows.findIndex((row) => row.length !== width);
  if (uneven >= 0) throw new ShapeError(op, learnt === undefined ? `row ${uneven} has ${rows[uneven]!.length} values, the first one ${width}` : `learnt from ${width} features, row ${uneven} has ${rows[uneven]!.length}`);
  return { rows: rows.length, features: Array.from({ length: width }, (_, j) => rows.map((row) => row[j])) };
}

const hasArray = (x: unknown): x is HasArray => typeof x === "object" && x !== null && "toArray" in x && typeof x.toArray === "function";

function categoryOf(op: string, value: unknown): Category {
  if (value === undefined || value === null || Number.isNaN(value)) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value === 0 ? 0 : value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  throw new DtypeError(op, `not a category: ${describeValue(value)}`, "strings, numbers, booleans or dates");
}
