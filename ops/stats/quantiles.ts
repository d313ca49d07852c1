/** Quantiles of samples: exact, found without sorting. */
import { ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import type { Sample } from "../sample.ts";
import type { Tensor } from "../tensor.ts";
import type { Moments } from "./moments.ts";
import { isUnknown, type NullOptions } from "./nulls.ts";
import { interpolate, quantileMethods, quantilePlace, type QuantileMethod } from "./quantile.ts";
import { momentsOfRows } from "./row-moments.ts";
import { withRows, type Axis } from "./rows.ts";
import { selectPlaces } from "./select.ts";

export interface QuantileOptions extends NullOptions {
  /** Which of the nine definitions, by NumPy's name. Default: `linear`, R-7. */
  readonly method?: QuantileMethod;
  /** Quantiles along these axes: then they are a float64 tensor over the other axes, after one axis for a list of quantiles. Default: of all elements together. */
  readonly axis?: Axis;
}

/**
 * The value that a fraction q of the values do not exceed, or one for each q of a list. By default type 7 of Hyndman and Fan, as `numpy.quantile`; accurate
 * to the last digit. NaN is left out unless `nulls` says otherwise. Throws `ValidationError` for a q outside [0, 1] and when there is no value.
 */
export function quantile(x: Sample, q: number, options?: QuantileOptions & { readonly axis?: undefined }): Promise<number>;
export function quantile(x: Sample, q: readonly number[], options?: QuantileOptions & { readonly axis?: undefined }): Promise<number[]>;
export function quantile(x: Sample, q: number | readonly number[], options: QuantileOptions & { readonly axis: Axis }): Promise<Tensor>;
export async function quantile(x: Sample, q: number | readonly number[], { method = "linear", nulls, axis }: QuantileOptions = {}): Promise<number | number[] | Tensor> {
  const op = "stats.quantile";
  const qs: readonly number[] = Array.isArray(q) ? q : [q as number];
  checkQuantiles(op, qs, method);
  return withRows(op, x, axis, async (rows, shape) => {
    const moments = await momentsOfRows(op, rows);
    const known = await Promise.all(moments.map(async (each) => !(await isUnknown(op, x, each, nulls))));
    const found = await quantilesOfRows(op, rows, moments, qs, method);
    const answers = qs.map((_, i) => found.map((quantiles, row) => (known[row] ? quantiles[i]! : NaN)));
    if (axis !== undefined) return onDeviceOf(op, rows, answers.flat(), "float64", typeof q === "number" ? shape : [qs.length, ...shape]);
    return typeof q === "number" ? answers[0]![0]! : answers.map((each) => each[0]!);
  });
}

/** The middle value, or the mean of the two in the middle. Throws `ValidationError` when there is no value. */
export async function median(x: Sample, { nulls }: NullOptions = {}): Promise<number> {
  return (await quantilesOfSample("stats.median", x, [0.5], nulls))[0]!;
}

/** The interquartile range, the third quartile less the first, as `scipy.stats.iqr`. Throws `ValidationError` when there is no value. */
export async function iqr(x: Sample, { nulls }: NullOptions = {}): Promise<number> {
  const [low, high] = (await quantilesOfSample("stats.iqr", x, [0.25, 0.75], nulls)) as [number, number];
  return high - low;
}

/** Quantiles of type 7 of all values. */
export async function quantilesOfSample(op: string, x: Sample, qs: readonly number[], nulls: NullOptions["nulls"]): Promise<readonly number[]> {
  return withRows(op, x, undefined, async (rows) => {
    const moments = await momentsOfRows(op, rows);
    if (await isUnknown(op, x, moments[0]!, nulls)) return qs.map(() => NaN);
    return (await quantilesOfRows(op, rows, moments, qs))[0]!;
  });
}

/** The quantiles of every row of a tensor whose moments are known; NaN for a row without a value. */
export async function quantilesOfRows(op: string, rows: Tensor, moments: readonly Moments[], qs: readonly number[], method: QuantileMethod = "linear"): Promise<number[][]> {
  const wanted = moments.map(({ count }) => qs.map((q) => (count === 0 ? { at: -1, fraction: 0 } : quantilePlace(count, q, method))));
  const places = wanted.map((row) => row.flatMap(({ at, fraction }) => [at, fraction === 0 ? at : at + 1]).toSorted((a, b) => a - b));
  const numbers = await selectPlaces(op, rows, moments, Int32Array.from(places.flat()));
  return wanted.map((row, i) => {
    const numberAt = (place: number): number => numbers[2 * qs.length * i + places[i]!.indexOf(place)]!;
    return row.map(({ at, fraction }) => (fraction === 0 ? numberAt(at) : interpolate(numberAt(at), numberAt(at + 1), fraction)));
  });
}

function checkQuantiles(op: string, qs: readonly number[], method: QuantileMethod): void {
  const wrong = qs.findIndex((q) => typeof q !== "number" || !(q >= 0 && q <= 1));
  if (wrong >= 0) throw new ValidationError(op, `q is not in [0, 1]: ${String(qs[wrong])}`, "a fraction: 0.95, not 95");
  if (qs.length === 0) throw new ValidationError(op, "no quantiles are asked for");
  if (!quantileMethods.includes(method)) throw new ValidationError(op, `unknown method: ${String(method)}`, `one of ${quantileMethods.join(", ")}`);
}
