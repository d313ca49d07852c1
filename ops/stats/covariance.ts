/** Covariance: of two samples, and of all pairs of features; and the matrix of their correlations. */
import { ValidationError } from "../errors.ts";
import { astype, reshape, transpose } from "../math/manipulation.ts";
import { asRows, asSample, numbersOf, type Rows, type Sample } from "../sample.ts";
import { keepScope, scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { comomentsOf, type Comoments } from "./comoments.ts";
import { centredProducts, checkMethod, correlationOf, type CorrelationMethod } from "./correlation.ts";
import { exactSample } from "./exact.ts";
import { isConstant, noMoments } from "./moments.ts";
import { checkNumbers, omits, readPairs, type ObservationOptions } from "./observations.ts";
import { withOwned } from "./owned.ts";
import { ranksOfRows } from "./rank.ts";
import { momentsOfRows } from "./row-moments.ts";

export interface CovarianceOptions extends ObservationOptions {
  /** What is taken off the number of pairs in the divisor. Default: 1, as NumPy's `cov` and pandas. */
  readonly ddof?: number;
}

/** The mean product of the distances of two samples from their means. Throws `ValidationError` for too few pairs, NaN (unless omitted) and infinities, `ShapeError` for unequal lengths. */
export async function covariance(x: Sample, y: Sample, { ddof = 1, ...options }: CovarianceOptions = {}): Promise<number> {
  const op = "stats.covariance";
  const [a, b] = await readPairs(op, x, y, options, { least: checkDdof(op, ddof) + 1 });
  return centredProducts(a, b).xy / (a.length - ddof);
}

/**
 * The covariances of all features of rows [n, features], float64 [features, features]. With `nulls: "omit"` each pair of features is taken from the rows that have both, as
 * pandas does; NaN where fewer than ddof + 1 have. Throws `ValidationError` for NaN otherwise, infinities and too few rows, `ShapeError` for anything but rows.
 */
export async function covarianceMatrix(rows: Rows, { ddof = 1, ...options }: CovarianceOptions = {}): Promise<Tensor> {
  const op = "stats.covarianceMatrix";
  const least = checkDdof(op, ddof) + 1;
  return asMatrix(op, await keepScope(withOwned(op, rows, (own) => covariances(op, own, ddof, least, options))));
}

async function covariances(op: string, rows: Rows, ddof: number, least: number, options: ObservationOptions): Promise<Float64Array> {
  const source = await readRows(op, rows, least);
  const { count, products } = await comomentsOf(op, source);
  if (products.every(Number.isFinite)) return products.map((sum) => sum / (count - ddof));
  return pairwise(await readFeatures(op, source, options), (a, b) => (a.length > ddof ? centredProducts(a, b).xy / (a.length - ddof) : NaN));
}

export interface CorrelationMatrixOptions extends ObservationOptions {
  /** Default: "pearson". */
  readonly method?: CorrelationMethod;
}

/**
 * The correlations of all features of rows [n, features], float64 [features, features]: pandas' `corr`. A constant feature correlates with nothing: NaN, its own place too.
 * With `nulls: "omit"` each pair is taken from the rows that have both. Throws as `covarianceMatrix`, and `ValidationError` for an unknown method.
 */
export async function correlationMatrix(rows: Rows, { method = "pearson", ...options }: CorrelationMatrixOptions = {}): Promise<Tensor> {
  const op = "stats.correlationMatrix";
  checkMethod(op, method);
  return asMatrix(op, await keepScope(withOwned(op, rows, (own) => correlations(op, own, method, options))));
}

async function correlations(op: string, rows: Rows, method: CorrelationMethod, options: ObservationOptions): Promise<Float64Array> {
  const source = await readRows(op, rows, 2);
  if (method === "pearson") {
    const found = await comomentsOf(op, source);
    if (found.products.every(Number.isFinite)) return normalized(found);
  }
  if (method === "spearman") {
    const features = astype(transpose(source), "float64");
    if ((await momentsOfRows(op, features)).every(({ nulls }) => nulls === 0)) return correlations(op, transpose(ranksOfRows(op, features)), "pearson", options);
  }
  return pairwise(await readFeatures(op, source, options, method !== "pearson"), (a, b) => correlationOf(a, b, method));
}

/** In float32 or float64 where there is float64 for what is summed up. */
async function readRows(op: string, rows: Rows, least: number): Promise<Tensor> {
  const source = await exactSample(op, asRows(op, rows));
  const [n, features] = source.shape as [number, number];
  if (n < least || features === 0) throw new ValidationError(op, `too few rows or features: ${n} x ${features}`, `${least} rows and one feature at least`);
  return source;
}

/** Correlations from sums of products. A spread of less than rounding makes of a mean is none. */
function normalized({ count, means, products }: Comoments): Float64Array {
  const size = means.length;
  const spreads = means.map((mean, i) => (isConstant({ ...noMoments, count, mean, m2: products[i * size + i]! }) ? NaN : Math.sqrt(products[i * size + i]!)));
  return products.map((sum, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    const r = sum / spreads[i]! / spreads[j]!;
    return i === j && r > 0 ? 1 : Math.min(1, Math.max(-1, r));
  });
}

/** The features one by one. Throws `ValidationError` for what must not stand in them. */
async function readFeatures(op: string, source: Tensor, options: ObservationOptions, infinite = false): Promise<Float64Array[]> {
  const [n, count] = source.shape as [number, number];
  const omit = omits(op, options);
  const numbers = await numbersOf(op, source);
  return Array.from({ length: count }, (_, j) => {
    const feature = Float64Array.from({ length: n }, (_, i) => numbers[i * count + j]!);
    checkNumbers(op, `feature ${j}`, omit ? feature.map((value) => (Number.isNaN(value) ? 0 : value)) : feature, { infinite });
    return feature;
  });
}

/** What each pair of features has to do with each other, in the rows that have both. */
function pairwise(features: readonly Float64Array[], of: (a: Float64Array, b: Float64Array) => number): Float64Array {
  const size = features.length;
  const matrix = new Float64Array(size * size);
  const nulls = features.map(hasNulls);
  features.forEach((a, i) => {
    features.slice(0, i + 1).forEach((b, j) => {
      const both = (_: number, row: number): boolean => !Number.isNaN(a[row]!) && !Number.isNaN(b[row]!);
      const value = nulls[i] || nulls[j] ? of(a.filter(both), b.filter(both)) : of(a, b);
      matrix[i * size + j] = matrix[j * size + i] = value;
    });
  });
  return matrix;
}

const hasNulls = (feature: Float64Array): boolean => feature.some(Number.isNaN);

function asMatrix(op: string, values: Float64Array): Tensor {
  const size = Math.sqrt(values.length);
  return scope(() => reshape(asSample(op, values), [size, size]));
}

function checkDdof(op: string, ddof: number): number {
  if (Number.isInteger(ddof) && ddof >= 0) return ddof;
  throw new ValidationError(op, `ddof is not a whole number from 0: ${String(ddof)}`, "1 for a sample, 0 for a whole population");
}
