/** Averages, spread and shape of samples, from their moments: in float64, from one reading of the data, and without the values that are missing. */
import { ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import type { Sample } from "../sample.ts";
import type { Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { kurtosisOf, skewnessOf, standardErrorOf, stdOf, varianceOf, type Moments } from "./moments.ts";
import { isUnknown, type NullOptions } from "./nulls.ts";
import { momentsOfRows, momentsOfSample } from "./row-moments.ts";
import { withRows, type Axis } from "./rows.ts";

export interface SpreadOptions {
  /** What is taken off the count in the divisor of the variance. Default: 1, the estimate from a sample; 0 for a whole population. */
  readonly ddof?: number;
}

export interface ShapeOptions {
  /** Whether skewness and kurtosis are corrected for bias, as pandas does. Default: false, as SciPy. */
  readonly corrected?: boolean;
}

/** A sample in numbers. NaN where they are not defined: the spread of one value, the skewness of equal values. */
export interface Summary<T = number> {
  /** Values that are not NaN. */
  readonly count: T;
  /** NaNs. */
  readonly nulls: T;
  readonly mean: T;
  readonly variance: T;
  readonly std: T;
  /** Of the mean: std / √count. */
  readonly standardError: T;
  readonly skewness: T;
  /** Excess kurtosis: 0 for a normal distribution. */
  readonly kurtosis: T;
  readonly min: T;
  readonly max: T;
}

export interface MomentsOptions extends SpreadOptions, ShapeOptions {
  /** Summarizes along these axes: then every number is a tensor over the other axes. Default: all elements together. */
  readonly axis?: Axis;
}

/**
 * Count, mean, variance, skewness, kurtosis, least and greatest of the values that are not NaN, accumulated in float64 (Chan, Golub and LeVeque 1979,
 * Pébay 2008). By default as `scipy.stats.describe`: ddof 1, skewness and kurtosis not corrected for bias. With an axis the numbers are tensors: float64, int32 for the counts.
 */
export function moments(x: Sample, options?: MomentsOptions & { readonly axis?: undefined }): Promise<Summary>;
export function moments(x: Sample, options: MomentsOptions & { readonly axis: Axis }): Promise<Summary<Tensor>>;
export async function moments(x: Sample, { axis, ...options }: MomentsOptions = {}): Promise<Summary | Summary<Tensor>> {
  const op = "stats.moments";
  checkDdof(op, options.ddof);
  if (axis === undefined) return summaryOf(await momentsOfSample(op, x), options);
  return withRows(op, x, axis, (rows, shape) => momentsAlong(op, rows, shape, options));
}

async function momentsAlong(op: string, rows: Tensor, shape: Shape, options: SpreadOptions & ShapeOptions): Promise<Summary<Tensor>> {
  const summaries = (await momentsOfRows(op, rows)).map((each) => summaryOf(each, options));
  const tensorOf = (key: keyof Summary): Tensor => onDeviceOf(op, rows, summaries.map((each) => each[key]), key === "count" || key === "nulls" ? "int32" : "float64", shape);
  return {
    count: tensorOf("count"),
    nulls: tensorOf("nulls"),
    mean: tensorOf("mean"),
    variance: tensorOf("variance"),
    std: tensorOf("std"),
    standardError: tensorOf("standardError"),
    skewness: tensorOf("skewness"),
    kurtosis: tensorOf("kurtosis"),
    min: tensorOf("min"),
    max: tensorOf("max"),
  };
}

/** What moments tell, as plain numbers. */
export function summaryOf(found: Moments, { ddof = 1, corrected = false }: SpreadOptions & ShapeOptions = {}): Summary {
  const { count, nulls, mean, min, max } = found;
  return {
    count,
    nulls,
    mean,
    variance: varianceOf(found, ddof),
    std: stdOf(found, ddof),
    standardError: standardErrorOf(found, ddof),
    skewness: skewnessOf(found, corrected),
    kurtosis: kurtosisOf(found, corrected),
    min,
    max,
  };
}

/** The mean of the values that are not NaN. Throws `ValidationError` when there are none. */
export function mean(x: Sample, { nulls }: NullOptions = {}): Promise<number> {
  return statistic("stats.mean", x, nulls, 1, (found) => found.mean);
}

/** The mean squared distance from the mean of the values that are not NaN. Throws `ValidationError` unless there are more of them than `ddof`. */
export function variance(x: Sample, { ddof = 1, nulls }: SpreadOptions & NullOptions = {}): Promise<number> {
  checkDdof("stats.variance", ddof);
  return statistic("stats.variance", x, nulls, ddof + 1, (found) => varianceOf(found, ddof));
}

/** The standard deviation: the square root of `variance`. */
export function std(x: Sample, { ddof = 1, nulls }: SpreadOptions & NullOptions = {}): Promise<number> {
  checkDdof("stats.std", ddof);
  return statistic("stats.std", x, nulls, ddof + 1, (found) => stdOf(found, ddof));
}

/** The standard error of the mean, std / √n, as `scipy.stats.sem`. */
export function standardError(x: Sample, { ddof = 1, nulls }: SpreadOptions & NullOptions = {}): Promise<number> {
  checkDdof("stats.standardError", ddof);
  return statistic("stats.standardError", x, nulls, ddof + 1, (found) => standardErrorOf(found, ddof));
}

/** Fisher's skewness g1 = m3 / m2^1.5, or G1 when `corrected`. NaN where all values are equal, as SciPy; pandas has 0 there. */
export function skewness(x: Sample, { corrected = false, nulls }: ShapeOptions & NullOptions = {}): Promise<number> {
  return statistic("stats.skewness", x, nulls, corrected ? 3 : 1, (found) => skewnessOf(found, corrected));
}

/** Excess kurtosis g2 = m4 / m2^2 - 3, or G2 when `corrected`. NaN where all values are equal, as SciPy; pandas has 0 there. */
export function kurtosis(x: Sample, { corrected = false, nulls }: ShapeOptions & NullOptions = {}): Promise<number> {
  return statistic("stats.kurtosis", x, nulls, corrected ? 4 : 1, (found) => kurtosisOf(found, corrected));
}

async function statistic(op: string, x: Sample, nulls: NullOptions["nulls"], least: number, of: (found: Moments) => number): Promise<number> {
  const found = await momentsOfSample(op, x);
  if (await isUnknown(op, x, found, nulls)) return NaN;
  if (found.count < least) throw new ValidationError(op, `needs ${least} values at least: ${found.count}`);
  return of(found);
}

/** Throws `ValidationError` unless it is a whole number from 0 on. */
export function checkDdof(op: string, ddof = 1): void {
  if (!Number.isInteger(ddof) || ddof < 0) throw new ValidationError(op, `ddof is not a whole number from 0 on: ${ddof}`);
}
