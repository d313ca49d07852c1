/** Values in standard deviations from their mean. */
import { isFloat } from "../dtype.ts";
import { ComputationError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { div, sub } from "../math/arithmetic.ts";
import { astype } from "../math/manipulation.ts";
import { asSample, type Sample } from "../sample.ts";
import { scope } from "../scope.ts";
import { normalizeAxes } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { isConstant, stdOf, type Moments } from "./moments.ts";
import { withOwned } from "./owned.ts";
import { momentsOfRows } from "./row-moments.ts";
import { withRows, type Axis } from "./rows.ts";
import { checkDdof, type SpreadOptions } from "./summary.ts";

export interface ZscoreOptions extends SpreadOptions {
  /** Mean and standard deviation along these axes. Default: of all elements together. */
  readonly axis?: Axis;
}

/**
 * (x - mean) / std of every element, in the shape of x; float32 stays float32. `ddof` is 0 by default, as in `scipy.stats.zscore`. NaN stays NaN and counts for
 * nothing. Throws `ComputationError` where all values are equal, which SciPy answers by NaN, and `ValidationError` unless there are more than `ddof` of them.
 */
export async function zscore(x: Sample, { ddof = 0, axis }: ZscoreOptions = {}): Promise<Tensor> {
  const op = "stats.zscore";
  checkDdof(op, ddof);
  return withOwned(op, x, (own) => standardized(op, asSample(op, own), ddof, axis));
}

async function standardized(op: string, source: Tensor, ddof: number, axis: Axis | undefined): Promise<Tensor> {
  const moments = await withRows(op, source, axis, (rows) => momentsOfRows(op, rows));
  const equal = moments.find((each) => each.count > 0 && isConstant(each));
  if (equal !== undefined) throw new ComputationError(op, `all values are equal: ${equal.min}`);
  const few = moments.find(({ count }) => count > 0 && count <= ddof);
  if (few !== undefined) throw new ValidationError(op, `needs ${ddof + 1} values at least: ${few.count}`, "a smaller ddof");
  const axes = normalizeAxes(op, axis, source.ndim);
  const shape = source.shape.map((length, at) => (axes.includes(at) ? 1 : length));
  const dtype = source.dtype === "float64" || (!isFloat(source.dtype) && source.device !== "webgpu") ? "float64" : "float32";
  const along = (of: (each: Moments) => number): Tensor => onDeviceOf(op, source, moments.map(of), dtype, shape);
  return scope(() => {
    // The mean in two parts: in float32, what rounding leaves of it may be as great as the distances.
    const distance = sub(sub(astype(source, dtype), along((each) => Math.fround(each.mean))), along((each) => each.mean - Math.fround(each.mean)));
    return div(distance, along((each) => stdOf(each, ddof)));
  });
}
