/** Statistics over any axes: all of them by default. Integers become float32; half floats are counted in float32. */
import { isFloat } from "../dtype.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { normalizeAxes } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { abs, add, div, maximum, mul, pow, sub } from "./arithmetic.ts";
import { eq, isnan, ne, where } from "./comparison.ts";
import { exp, log, sqrt, square } from "./functions.ts";
import { astype, moveaxis, reshape } from "./manipulation.ts";
import { sort } from "./order.ts";
import { max, mean, min, sum, type ReduceOptions } from "./reduce.ts";
import { slice } from "./slice.ts";

export interface VarianceOptions extends ReduceOptions {
  /** What is taken off the count in the divisor: 1 for an unbiased estimate. Default: 0, as NumPy's `ddof`. */
  readonly correction?: number;
}

/** The mean squared distance from the mean; NaN or Infinity when the count is not greater than the correction. As a method also `x.var()`, which is no name for a function. */
export function variance(x: TensorLike, options: VarianceOptions = {}): Tensor {
  return inFloats("variance", x, options.axis, (source, count) => spread(source, count, options));
}

/** The square root of `variance`: the standard deviation. */
export function std(x: TensorLike, options: VarianceOptions = {}): Tensor {
  return inFloats("std", x, options.axis, (source, count) => sqrt(spread(source, count, options)));
}

/** In two passes. The second takes off what rounding left of the mean, or a great mean would spoil the squares: Chan, Golub and LeVeque (1983), formula 1.7. */
function spread(x: Tensor, count: number, { axis, keepdims, correction = 0 }: VarianceOptions): Tensor {
  const fold = { axis, keepdims };
  const distance = sub(x, mean(x, { axis, keepdims: true }));
  const left = mul(square(sum(distance, fold)), 1 / count);
  return div(maximum(sub(sum(square(distance), fold), left), 0), Math.max(count - correction, 0));
}

export interface NormOptions extends ReduceOptions {
  /** The p of (Σ |x|^p)^(1/p). Infinity: the greatest magnitude; -Infinity: the least; 0: how many are not 0. Default: 2. */
  readonly ord?: number;
}

/** The vector norm of the elements. Throws `ShapeError` for the infinite norms of nothing. */
export function norm(x: TensorLike, { ord = 2, axis, keepdims }: NormOptions = {}): Tensor {
  const fold = { axis, keepdims };
  return inFloats("norm", x, axis, (source) => {
    if (ord === 2) return sqrt(sum(square(source), fold));
    if (ord === 1) return sum(abs(source), fold);
    if (ord === Infinity) return max(abs(source), fold);
    if (ord === -Infinity) return min(abs(source), fold);
    if (ord === 0) return sum(astype(ne(source, 0), source.dtype), fold);
    return pow(sum(pow(abs(source), ord), fold), 1 / ord);
  });
}

/** log Σ exp(x), without overflow; -Infinity of nothing. */
export function logsumexp(x: TensorLike, { axis, keepdims = false }: ReduceOptions = {}): Tensor {
  return inFloats("logsumexp", x, axis, (source, count) => {
    if (count === 0) return log(sum(source, { axis, keepdims }));
    const top = max(source, { axis, keepdims: true });
    const shift = where(eq(abs(top), Infinity), 0, top); // an infinite greatest element would give Infinity - Infinity
    const total = log(sum(exp(sub(source, shift)), { axis, keepdims }));
    return add(total, reshape(shift, total.shape));
  });
}

/** The middle element, or the mean of the two in the middle; NaN where there is one, and of nothing. */
export function median(x: TensorLike, { axis, keepdims = false }: ReduceOptions = {}): Tensor {
  return inFloats("median", x, axis, (source, count) => {
    const axes = normalizeAxes("median", axis, source.ndim);
    const kept = source.shape.filter((_, at) => !axes.includes(at));
    const shape = keepdims ? source.shape.map((length, at) => (axes.includes(at) ? 1 : length)) : kept;
    if (count === 0) return mean(source, { axis, keepdims });
    const rows = reshape(moveaxis(source, axes, axes.map((_, i) => kept.length + i)), [...kept, count]);
    const sorted = sort(rows);
    const element = (at: number): Tensor => slice(sorted, ...kept.map(() => null), at);
    const middle = mul(add(element((count - 1) >> 1), element(count >> 1)), 0.5);
    const last = element(count - 1); // where NaN goes
    return reshape(where(isnan(last), last, middle), shape);
  });
}

/** Computes with floats of 32 or 64 bits; the result has the dtype that x has as floats. `count` is how many elements are folded to one. */
function inFloats(op: string, x: TensorLike, axis: ReduceOptions["axis"], compute: (source: Tensor, count: number) => Tensor): Tensor {
  const source = asTensor(x);
  const count = normalizeAxes(op, axis, source.ndim).reduce((product, at) => product * source.shape[at]!, 1);
  return scope(() => {
    const result = compute(astype(source, source.dtype === "float64" ? "float64" : "float32"), count);
    return isFloat(source.dtype) && source.dtype !== result.dtype ? astype(result, source.dtype) : result;
  });
}
