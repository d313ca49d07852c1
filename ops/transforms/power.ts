/** Features made more like a normal distribution: Yeo and Johnson, "A new family of power transformations" (2000). */
import type { TypedArray } from "../dtype.ts";
import { add, div, mul, sub } from "../math/arithmetic.ts";
import { applyOnHost } from "../operand.ts";
import { momentsOf } from "../stats/moments.ts";
import type { Tensor } from "../tensor.ts";
import { invertibleTransform, perFeature, type InvertibleTransform } from "./feature.ts";
import type { LearntOptions, Scaling } from "./scalers.ts";

/** Of each feature: its exponent, and what the result is centred and divided by. */
export interface PowerState extends Scaling {
  readonly lambda: readonly number[];
}

export interface PowerOptions extends LearntOptions<PowerState> {
  /** Whether the result has mean 0 and variance 1. Default: true. */
  readonly standardise?: boolean;
}

/** Each feature with the exponent of greatest likelihood, as `PowerTransformer(method="yeo-johnson")`. NaN stays NaN; a constant feature is only centred. */
export function power({ standardise = true, state }: PowerOptions = {}): InvertibleTransform<PowerState> {
  return invertibleTransform("power", { standardise }, {
    learn: (_, columns) => {
      const learnt = columns.map((column) => learnFeature(column, standardise));
      return { lambda: learnt.map(({ lambda }) => lambda), center: learnt.map(({ center }) => center), scale: learnt.map(({ scale }) => scale) };
    },
    width: ({ lambda }) => lambda.length,
    apply: (op, x, { lambda, center, scale }) => div(sub(eachFeature(op, x, lambda, yeoJohnson), perFeature(op, x, center)), perFeature(op, x, scale)),
    inverse: (op, x, { lambda, center, scale }) => eachFeature(op, add(mul(x, perFeature(op, x, scale)), perFeature(op, x, center)), lambda, inverseYeoJohnson),
  }, state);
}

function learnFeature(column: Float64Array, standardise: boolean): { lambda: number; center: number; scale: number } {
  const values = column.filter((value) => !Number.isNaN(value));
  const isConstant = values.every((value) => value === values[0]);
  const lambda = isConstant ? 1 : minimize((exponent) => -likelihood(values, exponent));
  if (!standardise) return { lambda, center: 0, scale: 1 };
  const { mean, m2, count } = momentsOf(values.map((value) => yeoJohnson(value, lambda)));
  return { lambda, center: mean, scale: isConstant ? 1 : Math.sqrt(m2 / count) };
}

/** The logarithm of the likelihood of normal results, but for a constant. */
function likelihood(values: Float64Array, lambda: number): number {
  const { m2, count } = momentsOf(values.map((value) => yeoJohnson(value, lambda)));
  if (!(m2 > 0)) return -Infinity;
  const stretch = values.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0);
  return (-count / 2) * Math.log(m2 / count) + (lambda - 1) * stretch;
}

function yeoJohnson(x: number, lambda: number): number {
  if (x >= 0) return lambda === 0 ? Math.log1p(x) : Math.expm1(lambda * Math.log1p(x)) / lambda;
  return lambda === 2 ? -Math.log1p(-x) : -Math.expm1((2 - lambda) * Math.log1p(-x)) / (2 - lambda);
}

function inverseYeoJohnson(y: number, lambda: number): number {
  if (y >= 0) return lambda === 0 ? Math.expm1(y) : Math.expm1(Math.log1p(y * lambda) / lambda);
  return lambda === 2 ? -Math.expm1(-y) : -Math.expm1(Math.log1p(-(2 - lambda) * y) / (2 - lambda));
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function with one valley is least, by golden sections from the valley's surroundings. */
function minimize(f: (x: number) => number): number {
  let low = -2;
  let high = 2;
  while (f(low) < f(low + 0.5) && low > -64) low -= high - low;
  while (f(high) < f(high - 0.5) && high < 64) high += high - low;
  while (high - low > 1e-9) {
    const step = golden * (high - low);
    if (f(high - step) < f(low + step)) high = low + step;
    else low = high - step;
  }
  return (low + high) / 2;
}

function eachFeature(op: string, x: Tensor, lambda: readonly number[], f: (x: number, lambda: number) => number): Tensor {
  const work = (data: TypedArray): TypedArray[] => [data.map((value: number, i: number) => f(value, lambda[i % lambda.length]!))];
  return applyOnHost(op, [x], [x], work)[0]!;
}
