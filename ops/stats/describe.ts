/** The first look at data: every column in a few numbers. */
import type { Numeric, Sample } from "../sample.ts";
import { Tensor } from "../tensor.ts";
import { kurtosisOf, skewnessOf, stdOf, type Moments } from "./moments.ts";
import { quantilesOfRows } from "./quantiles.ts";
import { momentsOfRows } from "./row-moments.ts";
import { withRows, type Axis } from "./rows.ts";

/** Numbers in numbers. Without a value they are NaN. */
export interface Description {
  /** Values that are not NaN. */
  readonly count: number;
  readonly nulls: number;
  readonly mean: number;
  /** With ddof 1. */
  readonly std: number;
  readonly min: number;
  /** Quartiles are of type 7, as NumPy's. */
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
  readonly skewness: number;
  /** Excess kurtosis. */
  readonly kurtosis: number;
}

/** Texts or truth values: what occurs most often. */
export interface CategoryDescription {
  readonly count: number;
  readonly nulls: number;
  readonly distinct: number;
  /** The most frequent value, the first that came of several; absent when there is no value. */
  readonly top?: string | boolean;
  /** How often it occurs. */
  readonly frequency: number;
}

/** Points in time. */
export interface DateDescription {
  readonly count: number;
  readonly nulls: number;
  /** Absent when there is no value, as the others. */
  readonly min?: Date;
  readonly median?: Date;
  readonly max?: Date;
}

/** A column of a table. */
export interface TypedColumn extends Numeric {
  readonly name: string;
  readonly type: "number" | "integer" | "boolean" | "string" | "date";
  toArray(): readonly unknown[];
}

/** What has columns: a table. */
export interface Columnar {
  columns(): readonly TypedColumn[];
}

export type ColumnDescription = { readonly column: string; readonly type: TypedColumn["type"] } & (Description | CategoryDescription | DateDescription);

/**
 * Count, nulls, mean, standard deviation, least and greatest value, quartiles and shape: of all elements of a sample, of each column of a tensor [rows, columns],
 * or of each column of a table. Texts and truth values are described by what occurs most often, dates by their range.
 */
export function describe(x: Columnar): Promise<ColumnDescription[]>;
export function describe(x: Exclude<Sample, Tensor>): Promise<Description>;
export function describe(x: Sample): Promise<Description | (Description & { readonly column: number })[]>;
export async function describe(x: Sample | Columnar): Promise<Description | (Description & { readonly column: number })[] | ColumnDescription[]> {
  const op = "stats.describe";
  if (isColumnar(x)) return Promise.all(x.columns().map((column) => describeColumn(op, column)));
  if (!(x instanceof Tensor) || x.ndim !== 2) return (await describeRows(op, x))[0]!;
  return (await describeRows(op, x, 0)).map((description, column) => ({ column, ...description }));
}

const isColumnar = (x: unknown): x is Columnar => typeof x === "object" && x !== null && "columns" in x && typeof x.columns === "function";

async function describeColumn(op: string, column: TypedColumn): Promise<ColumnDescription> {
  const { name, type } = column;
  if (type === "string" || type === "boolean") return { column: name, type, ...describeCategories(column.toArray() as (string | boolean | null)[]) };
  const [found] = (await describeRows(op, column)) as [Description];
  return { column: name, type, ...(type === "date" ? asDates(found) : found) };
}

function describeRows(op: string, x: Sample, axis?: Axis): Promise<Description[]> {
  return withRows(op, x, axis, async (rows) => {
    const moments = await momentsOfRows(op, rows);
    const quartiles = await quantilesOfRows(op, rows, moments, [0.25, 0.5, 0.75]);
    return moments.map((each, i) => asDescription(each, quartiles[i]!));
  });
}

function asDescription(moments: Moments, [q1, median, q3]: readonly number[]): Description {
  const { count, nulls, mean, min, max } = moments;
  return { count, nulls, mean, std: stdOf(moments), min, q1: q1!, median: median!, q3: q3!, max, skewness: skewnessOf(moments), kurtosis: kurtosisOf(moments) };
}

function asDates({ count, nulls, min, median, max }: Description): DateDescription {
  return count === 0 ? { count, nulls } : { count, nulls, min: new Date(min), median: new Date(median), max: new Date(max) };
}

function describeCategories(values: readonly (string | boolean | null)[]): CategoryDescription {
  const counts = new Map<string | boolean, number>();
  let nulls = 0;
  for (const value of values) {
    if (value === null) nulls++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let [top, frequency]: [string | boolean | undefined, number] = [undefined, 0];
  for (const [value, count] of counts) if (count > frequency) [top, frequency] = [value, count];
  return { count: values.length - nulls, nulls, distinct: counts.size, ...(top !== undefined && { top }), frequency };
}
