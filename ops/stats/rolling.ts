/** Statistics of windows that slide over a series, as pandas' `rolling`. */
import type { HostKernel } from "../backend.ts";
import type { TypedArray } from "../dtype.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { astype } from "../math/index.ts";
import { applyOnHost } from "../operand.ts";
import { asSample, numbersNow, type Sample } from "../sample.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import { Tensor } from "../tensor.ts";
import { orderTables } from "./order.ts";
import { checkDdof } from "./summary.ts";
import { foldWindows, slidingQuantile, type Fold, type Span } from "./windows.ts";

export interface RollingOptions {
  /** How many values a window has. */
  readonly window: number;
  /** With fewer values in the window that are not missing, the result is NaN. Default: the window's length. */
  readonly minPeriods?: number;
  /** Whether a window lies around its value instead of before it; with an even length it has one value more before than after. Default: false. */
  readonly center?: boolean;
  /** "left": the window ends before its value, which it does not contain. Default: "right". */
  readonly closed?: "left" | "right";
}

export interface RollingSpreadOptions {
  /** What is taken off the count in the divisor. Default: 1 for `var` and `std`, 0 for `zscore`. */
  readonly ddof?: number;
}

/** Results of one item of the kernel of quantiles, at least. */
const leastChunk = 1024;

/** Windows over a series; each method yields a tensor [n]: float32 for a float32 series, float64 otherwise (float32 on webgpu). */
export class Rolling {
  /** Not private to the engine, so that a scope that returns this keeps a tensor in it. */
  private readonly x: Series;
  readonly #span: Span;

  constructor(x: Sample, { window, minPeriods = window, center = false, closed = "right" }: RollingOptions) {
    this.x = seriesOf("stats.rolling", x);
    checkWindow(window, lengthOf(this.x));
    checkPeriods(minPeriods, window);
    if (closed !== "left" && closed !== "right") throw new ValidationError("stats.rolling", `unknown closed: ${String(closed)}`, "one of left, right");
    this.#span = { window, minPeriods, offset: (center ? (window - 1) >> 1 : 0) - (closed === "left" ? 1 : 0) };
  }

  sum(): Tensor {
    return this.#fold((values) => sumOf(values), "rollingSum", [0], 16);
  }

  mean(): Tensor {
    return this.#fold(meanOf, "rollingSum", [1], 16);
  }

  min(): Tensor {
    return this.#fold((values) => values.reduce((least, value) => Math.min(least, value), Infinity), "rollingMax", [-1], 16);
  }

  max(): Tensor {
    return this.#fold((values) => values.reduce((most, value) => Math.max(most, value), -Infinity), "rollingMax", [1], 16);
  }

  /** NaN where a window has no more values than `ddof`. */
  var({ ddof = 1 }: RollingSpreadOptions = {}): Tensor {
    checkDdof("stats.rolling", ddof);
    return this.#fold((values) => varianceOf(values, ddof), "rollingMoments", [ddof, 0], 24);
  }

  /** The square root of `var`. */
  std({ ddof = 1 }: RollingSpreadOptions = {}): Tensor {
    checkDdof("stats.rolling", ddof);
    return this.#fold((values) => Math.sqrt(varianceOf(values, ddof)), "rollingMoments", [ddof, 1], 24);
  }

  /** How many standard deviations each value lies from the mean of its window; NaN or infinite where a window is constant. With `closed: "left"` the value does not dampen its own score. */
  zscore({ ddof = 0 }: RollingSpreadOptions = {}): Tensor {
    checkDdof("stats.rolling", ddof);
    return this.#fold((values, own) => (own - centreOf(values)) / Math.sqrt(varianceOf(values, ddof)), "rollingMoments", [ddof, 2], 24);
  }

  median(): Tensor {
    return this.quantile(0.5);
  }

  /** The R-7 quantile q, as NumPy's default. Throws `ValidationError` for q outside [0, 1]. */
  quantile(q: number): Tensor {
    if (typeof q !== "number" || !(q >= 0 && q <= 1)) throw new ValidationError("stats.rolling", `q is not in [0, 1]: ${String(q)}`, "a fraction: 0.95, not 95");
    const { window, offset, minPeriods } = this.#span;
    const size = lengthOf(this.x);
    const chunk = Math.min(size, Math.max(3 * window, leastChunk)); // its windows have a third more values, all of which are put in order
    const values = Math.min(size, chunk + window);
    const kernel = { name: "rollingQuantile", items: Math.ceil(size / chunk), grain: 1, params: [size, window, offset, minPeriods, q, chunk], scratch: orderTables + 16 + 37 * values };
    return this.#yield((x) => slidingQuantile(x, this.#span, q), kernel);
  }

  /** What a function makes of the values in each window that are not missing. It must not keep the array that it gets. */
  apply(fn: (values: Float64Array) => number): Tensor {
    if (typeof fn !== "function") throw new ValidationError("stats.rolling", `not a function: ${String(fn)}`);
    return this.#yield((x) => foldWindows(x, this.#span, fn));
  }

  #fold(fold: Fold, name: string, params: readonly number[], bytes: number): Tensor {
    const { window, offset, minPeriods } = this.#span;
    const size = lengthOf(this.x);
    const kernel = { name, items: Math.ceil(size / window), grain: Math.ceil(1024 / window), params: [size, window, offset, minPeriods, ...params], scratch: bytes * (window + 1) };
    return this.#yield((x) => foldWindows(x, this.#span, fold), kernel);
  }

  #yield(work: (x: ArrayLike<number>) => Float64Array, kernel?: HostKernel): Tensor {
    return scope(() => {
      const x = asSample("stats.rolling", this.x);
      const { dtype, device, size } = x;
      const computed = device === "webgpu" ? "float32" : "float64";
      const results = applyOnHost("stats.rolling", [astype(x, computed)], [{ dtype: computed, shape: [size] }], (values) => [work(values!)], kernel);
      return dtype === "float32" ? astype(results[0]!, dtype) : results[0]!;
    });
  }
}

/** Of the distances from a value: by that of 0 the sum itself. */
function sumOf(values: Float64Array, from = 0): number {
  let sum = 0;
  for (const value of values) sum += value - from;
  return sum;
}

const meanOf = (values: Float64Array): number => sumOf(values) / values.length;

/** The mean by distances from the first value, so that equal values have no spread at all. */
const centreOf = (values: Float64Array): number => values[0]! + sumOf(values, values[0]) / values.length;

/** In two passes. */
function varianceOf(values: Float64Array, ddof: number): number {
  if (values.length <= ddof) return NaN;
  const centre = centreOf(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return squares / (values.length - ddof);
}

/** A series that is looked at later. Numbers of the host stay there, so that no device holds them in between. */
export type Series = Tensor | TypedArray;

/** A series [n]. Throws `ShapeError` for other than one axis, `ValidationError` for no value. */
export function seriesOf(op: string, x: Sample): Series {
  const series = Array.isArray(x) ? numbersNow(op, x) : ArrayBuffer.isView(x) ? x.slice() : asSample(op, x);
  if (series instanceof Tensor && series.ndim !== 1) throw new ShapeError(op, `not one value after the other: ${formatShape(series.shape)}`, "a series has one axis");
  if (lengthOf(series) === 0) throw new ValidationError(op, "no values: [0]");
  return series;
}

const lengthOf = (series: Series): number => (series instanceof Tensor ? series.size : series.length);

function checkWindow(window: number, length: number): void {
  if (!Number.isInteger(window) || window < 1) throw new ValidationError("stats.rolling", `window is not a whole number above 0: ${window}`);
  if (window > length) throw new ValidationError("stats.rolling", `window is longer than the series, ${length}: ${window}`);
}

function checkPeriods(minPeriods: number, window: number): void {
  if (Number.isInteger(minPeriods) && minPeriods >= 1 && minPeriods <= window) return;
  throw new ValidationError("stats.rolling", `minPeriods is not a whole number from 1 to the window, ${window}: ${minPeriods}`);
}

/**
 * Windows that slide over a series: `rolling(x, { window: 7 }).mean()`. As pandas has them: a window ends at its value, NaN and infinities count as missing, and the
 * first results are NaN until there are `minPeriods` values. Every window is folded for itself, so that a value which left leaves no rounding
 * behind. Throws `ValidationError` for a window that is not from 1 to the series' length, `ShapeError` for other than one axis.
 */
export const rolling = (x: Sample, options: RollingOptions): Rolling => new Rolling(x, options);
